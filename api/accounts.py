"""People and their passwords. Hashing is here; the store only ever sees hashes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from typing import Final

from pwdlib import PasswordHash

from store import audit, users
from store.db import Conn
from store.users import Role, User

FIRST_LOGIN: Final = "quantri"
FIRST_NAME: Final = "Quản trị"


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    """A hash that no password fits: an unknown login must cost as much time as a wrong password."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """Argon2id, with its salt and costs in the string."""
    return _hasher().hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is right; takes its time for an unknown account too."""
    right = _hasher().verify(password, password_hash or _nobody())
    return right and password_hash is not None


def random_password() -> str:
    """Four groups that can be read aloud; 100 bits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))


def create_user(
    conn: Conn, login: str, name: str, role: Role, provinces: Sequence[str] = (), *, password: str | None = None
) -> tuple[User, str]:
    """A new member of staff and the password (a random one unless given). Raises store.errors.Taken."""
    password = password or random_password()
    user = users.create(conn, login, name, role, hashed(password), provinces=provinces)
    audit.add(conn, None, "user_created", f"user:{user.id}", {"role": user.role, "provinces": list(user.provinces)})
    return user, password


def ensure_first_user(conn: Conn) -> tuple[str, str] | None:
    """Login and random password of a first administrator; None where there is one already, be it a locked one.

    People may have been added by the command line before: without an administrator they could not be looked after.
    The password is returned this once and kept nowhere: print it.
    """
    if any(user.role is Role.ADMIN or user.login == FIRST_LOGIN for user in users.every(conn)):
        return None
    user, password = create_user(conn, FIRST_LOGIN, FIRST_NAME, Role.ADMIN)
    return user.login, password
