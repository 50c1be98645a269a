"""Reports as they were made. A report that was made again is a new version; the newest of a window counts.

What was approved or frozen never changes: the table itself refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from psycopg.types.json import Jsonb

from domain.times import Window
from store.db import Conn
from store.errors import NotFound
from store.sql import load

State = Literal["draft", "approved", "frozen"]


@dataclass(frozen=True, slots=True)
class ReportHead:
    id: int
    kind: str
    window: Window
    made_at: datetime
    made_by: str | None
    """Name of the staff member; None for the program itself."""
    subject: str = ""
    """Of a flash report: the number of its post."""
    version: int = 1
    state: State = "draft"
    """`frozen`: a daily list, which nobody approves."""
    replaces: int | None = None
    reason: str = ""
    approved_at: datetime | None = None
    approved_by: str | None = None
    revision: int = 0
    """Saves by people so far."""


@dataclass(frozen=True, slots=True)
class Report:
    head: ReportHead
    value: Mapping[str, Any]
    docx: bytes
    html: str
    pdf: bytes | None = None
    """With xlsx: as it was approved."""
    xlsx: bytes | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A report that nobody else changes until the transaction ends."""

    state: State
    newest: bool


def add(
    conn: Conn,
    kind: str,
    window: Window,
    *,
    value: Mapping[str, Any],
    docx: bytes,
    html: str,
    made_by: int | None = None,
    subject: str = "",
    state: State = "draft",
    reason: str = "",
) -> int:
    """Store a report as the next version of its window; `made_by` is a user's id. Returns the report's id."""
    which = _which(kind, window, subject)
    conn.execute(load("reports")["lock"], which)
    rest = {"value": Jsonb(dict(value)), "docx": docx, "html": html, "made_by": made_by}
    values = which | rest | {"state": state, "reason": reason}
    row = conn.execute(load("reports")["add"], values).fetchone() or {}
    return int(row["id"])


def get(conn: Conn, report_id: int) -> Report:
    """Raises NotFound."""
    row = conn.execute(load("reports")["get"], {"id": report_id}).fetchone()
    if row is None:
        raise NotFound(f"there is no report {report_id}")
    return Report(report_head(row), row["value"], row["docx"], row["html"], row["pdf"], row["xlsx"])


def head(conn: Conn, report_id: int) -> ReportHead:
    """Without the files. Raises NotFound."""
    row = conn.execute(load("reports")["head"], {"id": report_id}).fetchone()
    if row is None:
        raise NotFound(f"there is no report {report_id}")
    return report_head(row)


def newest(conn: Conn, kind: str | None = None, n: int = 50) -> list[ReportHead]:
    """Reports, newest window first, of one kind or all."""
    return [report_head(row) for row in conn.execute(load("reports")["newest"], {"kind": kind, "n": n})]


def latest(conn: Conn, kind: str, window: Window, subject: str = "") -> ReportHead | None:
    """The newest report of exactly this window."""
    row = conn.execute(load("reports")["latest"], _which(kind, window, subject)).fetchone()
    return None if row is None else report_head(row)


def versions(conn: Conn, report_id: int) -> list[ReportHead]:
    """Every version of the report, the newest first."""
    return [report_head(row) for row in conn.execute(load("reports")["versions"], {"id": report_id})]


def hold(conn: Conn, report_id: int) -> Held:
    """Be the only one that changes it until the transaction ends. Raises NotFound."""
    row = conn.execute(load("reports")["hold"], {"id": report_id}).fetchone()
    if row is None:
        raise NotFound(f"there is no report {report_id}")
    return Held(row["state"], row["newest"])


def render(conn: Conn, report_id: int, docx: bytes, html: str) -> None:
    """Put new files into a draft."""
    conn.execute(load("reports")["render"], {"id": report_id, "docx": docx, "html": html})


def approve(
    conn: Conn,
    report_id: int,
    who: int,
    now: datetime,
    *,
    docx: bytes,
    html: str,
    pdf: bytes | None,
    xlsx: bytes | None,
) -> None:
    """Freeze a draft with its files; `hold` it first."""
    files = {"docx": docx, "html": html, "pdf": pdf, "xlsx": xlsx}
    conn.execute(load("reports")["approve"], {"id": report_id, "who": who, "now": now} | files)


def report_head(row: Mapping[str, Any]) -> ReportHead:
    """From a row of the view report_heads."""
    names = ("id", "kind", "made_at", "made_by", "subject", "version", "state", "replaces", "reason")
    rest = ("approved_at", "approved_by", "revision")
    return ReportHead(window=Window(row["first_day"], row["last_day"]), **{name: row[name] for name in (*names, *rest)})


def _which(kind: str, window: Window, subject: str) -> dict[str, Any]:
    return {"kind": kind, "first": window.first, "last": window.last, "subject": subject}
