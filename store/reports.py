"""Reports as they were made. A report that was made again is a new row; the newest of a window counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from domain.times import Window
from store.db import Conn
from store.errors import NotFound
from store.sql import load


@dataclass(frozen=True, slots=True)
class ReportHead:
    id: int
    kind: str
    window: Window
    made_at: datetime
    made_by: str | None
    """Name of the staff member; None for the program itself."""


@dataclass(frozen=True, slots=True)
class Report:
    head: ReportHead
    value: Mapping[str, Any]
    docx: bytes
    html: str


def add(
    conn: Conn,
    kind: str,
    window: Window,
    *,
    value: Mapping[str, Any],
    docx: bytes,
    html: str,
    made_by: int | None = None,
) -> int:
    """Store a report; `made_by` is a user's id. Returns the report's id."""
    values = {"kind": kind, "first": window.first, "last": window.last, "value": Jsonb(dict(value))}
    rest = {"docx": docx, "html": html, "made_by": made_by}
    row = conn.execute(load("reports")["add"], values | rest).fetchone() or {}
    return int(row["id"])


def get(conn: Conn, report_id: int) -> Report:
    """Raises NotFound."""
    row = conn.execute(load("reports")["get"], {"id": report_id}).fetchone()
    if row is None:
        raise NotFound(f"there is no report {report_id}")
    return Report(_head(row), row["value"], row["docx"], row["html"])


def newest(conn: Conn, kind: str | None = None, n: int = 50) -> list[ReportHead]:
    """Reports, newest window first, of one kind or all."""
    return [_head(row) for row in conn.execute(load("reports")["newest"], {"kind": kind, "n": n})]


def latest(conn: Conn, kind: str, window: Window) -> ReportHead | None:
    """The newest report of exactly this window."""
    values = {"kind": kind, "first": window.first, "last": window.last}
    row = conn.execute(load("reports")["latest"], values).fetchone()
    return None if row is None else _head(row)


def _head(row: Mapping[str, Any]) -> ReportHead:
    window = Window(row["first_day"], row["last_day"])
    return ReportHead(row["id"], row["kind"], window, row["made_at"], row["made_by"])
