"""From a flagged question to its public answer, and whether less was written after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.times import Window, vietnam_day
from reports.values import Answers
from store import answering, counts
from store.answering import Loop
from store.db import Conn
from store.scopes import Scope

DAYS = 3
"""Before and after the first answer that are compared."""
MOST = 6


def answered(conn: Conn, window: Window, now: datetime, scope: Scope = None) -> tuple[Answers, ...]:
    """By topic, as it looks at `now`; a topic without questions has no line."""
    found = answering.loop(conn, window, scope)[:MOST]
    return tuple(_line(conn, one, vietnam_day(now), scope) for one in found)


def _line(conn: Conn, found: Loop, today: date, scope: Scope) -> Answers:
    before, after = 0.0, None
    if found.first_answer and found.topic:
        before = _a_day(
            conn, found.topic, Window(found.first_answer - timedelta(days=DAYS - 1), found.first_answer), scope
        )
        later = Window(found.first_answer + timedelta(days=1), found.first_answer + timedelta(days=DAYS))
        after = _a_day(conn, found.topic, later, scope) if later.last < today else None
    return Answers(
        topic=found.topic,
        asked=found.asked,
        owned=found.owned,
        answered=found.answered,
        open=found.open,
        hours=found.hours,
        first_answer=found.first_answer,
        before=before,
        after=after,
    )


def _a_day(conn: Conn, topic: str, days: Window, scope: Scope) -> float:
    return sum(day.relevant for day in counts.by_day(conn, days, topic, scope=scope)) / days.days
