"""What people write into a draft. Every save is kept; the newest counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from store.db import Conn
from store.errors import NotFound
from store.sql import load


@dataclass(frozen=True, slots=True)
class Edit:
    report_id: int
    revision: int
    written: Mapping[str, Any]
    docx: bytes | None
    """A file that takes the place of the program's."""
    made_at: datetime
    made_by: str | None


@dataclass(frozen=True, slots=True)
class PastEdit:
    revision: int
    uploaded: bool
    made_at: datetime
    made_by: str | None


def add(
    conn: Conn,
    report_id: int,
    seen: int,
    written: Mapping[str, Any],
    *,
    who: int | None,
    now: datetime,
    docx: bytes | None = None,
) -> int | None:
    """Save over revision `seen` (0: none yet); returns the new one, None where somebody saved since."""
    values = {"report_id": report_id, "seen": seen, "written": Jsonb(dict(written)), "docx": docx}
    row = conn.execute(load("report_edits")["add"], values | {"who": who, "now": now}).fetchone()
    return None if row is None else int(row["revision"])


def newest(conn: Conn, report_id: int) -> Edit | None:
    row = conn.execute(load("report_edits")["newest"], {"report_id": report_id}).fetchone()
    return None if row is None else Edit(**row)


def past(conn: Conn, report_id: int, n: int = 50) -> list[PastEdit]:
    """Who saved when, the newest first."""
    return [PastEdit(**row) for row in conn.execute(load("report_edits")["past"], {"report_id": report_id, "n": n})]


def file(conn: Conn, report_id: int, revision: int) -> bytes:
    """The file of an earlier save. Raises NotFound where that save had none."""
    row = conn.execute(load("report_edits")["file"], {"report_id": report_id, "revision": revision}).fetchone()
    if row is None:
        raise NotFound(f"save {revision} of report {report_id} has no file")
    return bytes(row["docx"])
