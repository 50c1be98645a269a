"""Who did what. Rows are added, never changed; subjects are ids and days, never the text of a post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    at: datetime
    who: str | None
    """Login of the staff member; None for the program itself."""
    action: str
    subject: str
    detail: Mapping[str, Any]


def add(conn: Conn, who: int | None, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
    """`who` is a user's id, None for the program itself."""
    values = {"who": who, "action": action, "subject": subject, "detail": Jsonb(dict(detail or {}))}
    conn.execute(load("audit")["add"], values)


def newest(conn: Conn, n: int = 100, before: int | None = None) -> list[Entry]:
    """Entries, newest first; `before` is the id of the last entry already read."""
    return [Entry(**row) for row in conn.execute(load("audit")["newest"], {"n": n, "before": before})]
