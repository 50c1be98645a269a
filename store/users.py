"""Staff who sign in. Passwords arrive hashed: hashing is the API's work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from store.db import Conn
from store.errors import NotFound, Taken
from store.scopes import Scope
from store.sql import load


class Role(StrEnum):
    VIEWER = "viewer"
    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    id: int
    login: str
    name: str
    role: Role
    active: bool
    created_at: datetime
    provinces: tuple[str, ...] = ()
    """Codes of those whose posts the person looks after; none for all."""

    @property
    def scope(self) -> Scope:
        return self.provinces or None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in needs; never leaves the API's sign-in."""

    user: User
    password_hash: str


def create(conn: Conn, login: str, name: str, role: Role, password_hash: str, *, provinces: Sequence[str] = ()) -> User:
    """Raises Taken. Logins are lower case."""
    values = {
        "login": login.strip().lower(),
        "name": name,
        "role": role.value,
        "password_hash": password_hash,
        "provinces": sorted(set(provinces)),
    }
    row = conn.execute(load("users")["create"], values).fetchone()
    if row is None:
        raise Taken(f"login {values['login']!r} is in use; choose another")
    return user_of(row)


def credentials(conn: Conn, login: str) -> Credentials | None:
    """Of an active user; None for everybody else."""
    row = conn.execute(load("users")["credentials"], {"login": login.strip().lower()}).fetchone()
    if row is None:
        return None
    password_hash = row.pop("password_hash")
    return Credentials(user_of(row), password_hash)


def get(conn: Conn, user_id: int) -> User:
    """Raises NotFound."""
    row = conn.execute(load("users")["get"], {"id": user_id}).fetchone()
    if row is None:
        raise NotFound(f"there is no user {user_id}")
    return user_of(row)


def every(conn: Conn) -> list[User]:
    return [user_of(row) for row in conn.execute(load("users")["every"])]


def set_password(conn: Conn, user_id: int, password_hash: str) -> None:
    """Also ends the user's sessions."""
    conn.execute(load("users")["set_password"], {"id": user_id, "password_hash": password_hash})
    conn.execute(load("sessions")["close_all"], {"user_id": user_id})


def change(conn: Conn, user_id: int, *, role: Role, active: bool, provinces: Sequence[str] | None = None) -> User:
    """Set role, provinces where given, and whether the user may sign in; a deactivated user's sessions end.

    Raises NotFound.
    """
    values = {
        "id": user_id,
        "role": role.value,
        "active": active,
        "provinces": None if provinces is None else sorted(set(provinces)),
    }
    row = conn.execute(load("users")["change"], values).fetchone()
    if row is None:
        raise NotFound(f"there is no user {user_id}")
    if not active:
        conn.execute(load("sessions")["close_all"], {"user_id": user_id})
    return user_of(row)


def user_of(row: dict[str, Any]) -> User:
    return User(**{**row, "role": Role(row["role"]), "provinces": tuple(row["provinces"])})
