"""Sessions and API keys. Both come here as hashes, so that a copy of the database opens no door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.db import Conn
from store.sql import load
from store.users import User, user_of


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: int
    user_id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def open_session(conn: Conn, id_hash: bytes, user_id: int, expires_at: datetime) -> None:
    """Remember a session; those that have expired are swept out on the way."""
    conn.execute(load("sessions")["sweep"])
    conn.execute(load("sessions")["open"], {"id_hash": id_hash, "user_id": user_id, "expires_at": expires_at})


def lookup(conn: Conn, id_hash: bytes) -> User | None:
    """The active user of a session that has not expired."""
    row = conn.execute(load("sessions")["lookup"], {"id_hash": id_hash}).fetchone()
    return None if row is None else user_of(row)


def close(conn: Conn, id_hash: bytes) -> None:
    conn.execute(load("sessions")["close"], {"id_hash": id_hash})


def add_key(conn: Conn, user_id: int, name: str, key_hash: bytes) -> ApiKey:
    values = {"user_id": user_id, "name": name, "key_hash": key_hash}
    row = conn.execute(load("sessions")["add_key"], values).fetchone() or {}
    return ApiKey(**row)


def keys(conn: Conn, user_id: int) -> list[ApiKey]:
    """Keys of a user, newest first, revoked ones too."""
    return [ApiKey(**row) for row in conn.execute(load("sessions")["keys"], {"user_id": user_id})]


def key_user(conn: Conn, key_hash: bytes) -> User | None:
    """The active user of a key that is not revoked; notes that the key was used."""
    row = conn.execute(load("sessions")["key_user"], {"key_hash": key_hash}).fetchone()
    return None if row is None else user_of(row)


def revoke_key(conn: Conn, user_id: int, key_id: int) -> bool:
    """False when the user has no such key in use."""
    return conn.execute(load("sessions")["revoke_key"], {"id": key_id, "user_id": user_id}).rowcount == 1
