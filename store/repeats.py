"""Writes that may be sent twice. The answer is kept in the transaction of the write: both are there, or neither."""

from __future__ import annotations

from dataclasses import dataclass

from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class Answered:
    request: bytes
    """Digest of what was asked the first time."""
    status: int
    answer: str


def begin(conn: Conn, user_id: int, key: str, request: bytes) -> Answered | None:
    """None for a key that is new today: do the work, then `finish`. Else what was answered; nothing is to be done."""
    conn.execute(load("repeats")["sweep"])
    values = {"user_id": user_id, "key": key}
    if conn.execute(load("repeats")["begin"], values | {"request": request}).fetchone() is not None:
        return None
    row = conn.execute(load("repeats")["answered"], values).fetchone() or {}
    return Answered(bytes(row["request"]), row["status"], row["answer"])


def finish(conn: Conn, user_id: int, key: str, status: int, answer: str) -> None:
    conn.execute(load("repeats")["finish"], {"user_id": user_id, "key": key, "status": status, "answer": answer})
