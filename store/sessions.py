"""Sessions. They come here as hashes, so that a copy of the database opens no door."""

from __future__ import annotations

from datetime import datetime

from store.db import Conn
from store.sql import load
from store.users import User, user_of


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
