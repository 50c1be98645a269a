"""Accounts from the command line. Hashing passwords is the API's work, which this room may start but not import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module

from nlp.place_table import load_table
from nlp.unicode import unaccented
from pipeline.problems import Problem
from store import audit, users
from store.db import Conn
from store.users import Role


def role_of(name: str) -> Role:
    """Raises Problem for a role that there is not."""
    try:
        return Role(name)
    except ValueError as error:
        raise Problem(f"{name!r} is no role; say {', '.join(role.value for role in Role)}") from error


def provinces_of(given: Iterable[str]) -> tuple[str, ...]:
    """Codes of provinces that are named or coded. Raises Problem for one that there is not."""
    names = load_table().names
    codes = {_plain(name): code for code, name in names.items()} | {code: code for code in names}
    for wanted in given:
        if _plain(wanted) not in codes:
            raise Problem(f"{wanted!r} is none of the 34 provinces and cities; give its name or two-digit code")
    return tuple(codes[_plain(wanted)] for wanted in given)


def _plain(name: str) -> str:
    return " ".join(unaccented(name.casefold()).split())


def create(conn: Conn, login: str, name: str, role: Role, provinces: Sequence[str] = ()) -> str:
    """A new member of staff; returns the first password. Raises store.errors.Taken."""
    _, password = import_module("api.accounts").create_user(conn, login, name, role, provinces)
    return str(password)


def new_password(conn: Conn, login: str) -> str:
    """Set a random password; that closes every session of the account. Raises Problem for an unknown login."""
    accounts = import_module("api.accounts")
    known = users.credentials(conn, login)
    if known is None:
        raise Problem(f"nobody signs in as {login!r}; `langnghe users list` shows who does")
    password = str(accounts.random_password())
    users.set_password(conn, known.user.id, accounts.hashed(password))
    audit.add(conn, None, "password_reset", f"user:{known.user.id}")
    return password
