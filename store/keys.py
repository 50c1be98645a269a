"""API keys. They come here as hashes; of a key itself only its first letters are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store.db import Conn
from store.sql import load
from store.users import User, user_of


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: int
    user_id: int
    owner: str
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewKey:
    user_id: int
    name: str
    prefix: str
    key_hash: bytes
    scopes: tuple[Scope, ...]
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a key stands for, and what it may do."""

    user: User
    key_id: int
    scopes: frozenset[Scope]


def add(conn: Conn, key: NewKey) -> int:
    """Returns its number."""
    values = {
        "user_id": key.user_id,
        "name": key.name,
        "prefix": key.prefix,
        "key_hash": key.key_hash,
        "scopes": [scope.value for scope in key.scopes],
        "expires_at": key.expires_at,
    }
    row = conn.execute(load("keys")["add"], values).fetchone() or {}
    return int(row["id"])


def every(conn: Conn, user_id: int | None = None) -> list[ApiKey]:
    """Keys of one user or of all, newest first, revoked ones too."""
    rows = conn.execute(load("keys")["listed"], {"user_id": user_id})
    return [ApiKey(**{**row, "scopes": tuple(Scope(scope) for scope in row["scopes"])}) for row in rows]


def holder(conn: Conn, key_hash: bytes) -> Holder | None:
    """The active user of a key that is neither revoked nor expired; notes that the key was used."""
    row = conn.execute(load("keys")["holder"], {"key_hash": key_hash}).fetchone()
    if row is None:
        return None
    key_id, scopes = row.pop("key_id"), row.pop("scopes")
    return Holder(user_of(row), key_id, frozenset(Scope(scope) for scope in scopes))


def revoke(conn: Conn, key_id: int, user_id: int | None = None) -> bool:
    """False when there is no such key in use (of that user, where one is given)."""
    return conn.execute(load("keys")["revoke"], {"id": key_id, "user_id": user_id}).rowcount == 1
