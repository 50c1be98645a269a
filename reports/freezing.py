"""The daily list frozen at a set time: the same list all day, and what came later apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.times import Window
from domain.topics import Topic
from reports import docx, html
from reports.chapters import daily as page
from reports.daily import DailyList, daily_list
from reports.frozen import thaw, to_json
from reports.letterhead import Letterhead
from store import reports as stored
from store.db import Conn

KIND = "daily"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A day's list as it was when it was frozen, and the items that came later, as they are now."""

    report_id: int
    at: datetime
    found: DailyList
    later: DailyList


def freeze(conn: Conn, day: date, letterhead: Letterhead, topics: Sequence[Topic], now: datetime) -> int:
    """Keep the day's list as it is; a day is frozen once. Returns the report's id."""
    known = stored.latest(conn, KIND, Window(day, day))
    if known is not None:
        return known.id
    found = daily_list(conn, day)
    document = page.document(found, replace(found, items=()), letterhead, topics, now)
    value = {"at": now.isoformat(), "list": to_json(found)}
    word, page_of_it = docx.write(document), html.write(document)
    return stored.add(conn, KIND, Window(day, day), value=value, docx=word, html=page_of_it, state="frozen")


def frozen(conn: Conn, day: date) -> Frozen | None:
    """None where the day's list was not frozen yet."""
    known = stored.latest(conn, KIND, Window(day, day))
    if known is None:
        return None
    value = stored.get(conn, known.id).value
    found, now = thaw(value["list"], DailyList), daily_list(conn, day)
    seen = {item.post_id for item in found.items}
    later = replace(now, items=tuple(item for item in now.items if item.post_id not in seen))
    return Frozen(known.id, datetime.fromisoformat(value["at"]), found, later)
