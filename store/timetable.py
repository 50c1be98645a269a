"""What the timetable has done of what was due. The mark is set in the transaction that does the work, so a kill undoes
both and nothing is done twice."""

from __future__ import annotations

from datetime import datetime

from store.db import Conn
from store.sql import load


def done(conn: Conn, since: datetime) -> set[tuple[str, datetime]]:
    """Name and due time of everything done that was due since."""
    return {(row["what"], row["due_at"]) for row in conn.execute(load("timetable")["done"], {"since": since})}


def begin(conn: Conn, what: str, due_at: datetime) -> bool:
    """Take it on; False where it was done meanwhile."""
    return conn.execute(load("timetable")["begin"], {"what": what, "due_at": due_at}).rowcount == 1


def reading_since(conn: Conn) -> datetime | None:
    """When the first post was read; None where none ever was."""
    row = conn.execute(load("timetable")["reading_since"]).fetchone()
    return row["first"] if row else None


def forget(conn: Conn, before: datetime) -> None:
    """Remove marks of what was due so long ago that nobody asks for it again."""
    conn.execute(load("timetable")["forget"], {"before": before})
