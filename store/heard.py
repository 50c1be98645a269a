"""What ways in named when they were last read whole, for conditional requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from domain.heard import Heard
from store.db import Conn
from store.sql import load


def keep(conn: Conn, heard: Sequence[Heard]) -> None:
    """Remember these, each in the place of what the same way in said before."""
    if heard:
        with conn.cursor() as cursor:
            cursor.executemany(load("heard")["keep"], [_values(one) for one in heard])


def of(conn: Conn, source: str, url: str) -> Heard | None:
    row = conn.execute(load("heard")["of"], {"source": source, "url": url}).fetchone()
    return _heard(row) if row else None


def purge(conn: Conn, before: datetime) -> int:
    """Forget what is too old to be of use; returns how many."""
    return conn.execute(load("heard")["purge"], {"before": before}).rowcount


def _values(one: Heard) -> dict[str, Any]:
    return {
        "source": one.source, "url": one.url, "etag": one.etag, "last_modified": one.last_modified,
        "whole_at": one.whole_at, "form": one.form, "more": list(one.more),
        "named": Jsonb([[url, at.isoformat() if at else None] for url, at in one.named]),
    }  # fmt: skip


def _heard(row: Mapping[str, Any]) -> Heard:
    named = tuple((url, datetime.fromisoformat(at) if at else None) for url, at in row["named"])
    return Heard(**{**row, "named": named, "more": tuple(row["more"])})
