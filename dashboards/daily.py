"""The list of a day: what the rules put in front of a person, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from dashboards.beside import beside
from dashboards.cards import Card, card
from dashboards.formats import day_words
from dashboards.frame import Frame
from dashboards.source_alarms import source_alarms
from dashboards.viewer import Viewer
from dashboards.words import DISMISSALS, PRIORITY, Reference
from domain.flag import Priority
from domain.times import Window, vietnam_day
from reports.daily import OLDER
from reports.freezing import KIND as FROZEN
from store import flags, reports
from store.db import Conn
from store.flags import DayTally
from store.scopes import Scope


@dataclass(frozen=True, slots=True)
class Section:
    priority: str
    word: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class OpenDay:
    href: str
    day: date
    items: int


@dataclass(frozen=True, slots=True)
class DailyPage:
    template: ClassVar[str] = "daily.html"
    frame: Frame
    day: date
    today: bool
    before: str
    after: str
    """Address of the next day; empty on the newest."""
    sections: tuple[Section, ...]
    left: int
    urgent_left: int
    decided: int
    earlier: tuple[OpenDay, ...]
    """Days before this one with items that nobody has decided, newest first."""
    earlier_items: int
    look_back: int
    """Days over which they were counted."""
    until: str
    """The day before, as it stands in an address."""
    decides: bool
    here: str
    frozen: str
    """Address of the list as it was closed for this day; empty where it was not."""
    frozen_at: datetime | None
    alarms: tuple[str, ...] = ()
    """Sources that somebody should look at; only on today's page."""
    dismissals: tuple[str, ...] = DISMISSALS


def address(day: date, today: date) -> str:
    return "/" if day == today else f"/ngay/{day:%Y-%m-%d}"


def daily_page(conn: Conn, viewer: Viewer, reference: Reference, day: date, now: datetime) -> DailyPage:
    today = vietnam_day(now)
    back = address(day, today)
    items = flags.flagged_on(conn, day, scope=viewer.provinces)
    done = beside(conn, [item.post.id for item in items], viewer.provinces)
    cards = [card(item, reference, day, viewer=viewer, back=back, beside=done[item.post.id]) for item in items]
    open_cards = [one for one in cards if one.open]
    closed = reports.latest(conn, FROZEN, Window(day, day)) if viewer.provinces is None else None
    earlier = _earlier(conn, day, today, viewer.provinces)
    return DailyPage(
        frame=Frame(day_words(day), "ngay", viewer),
        day=day,
        today=day == today,
        before=address(day - timedelta(days=1), today),
        after="" if day >= today else address(day + timedelta(days=1), today),
        sections=_sections(cards),
        left=len(open_cards),
        urgent_left=sum(one.priority == Priority.URGENT.slug for one in open_cards),
        decided=len(cards) - len(open_cards),
        earlier=earlier,
        earlier_items=sum(one.items for one in earlier),
        look_back=OLDER.days,
        until=(day - timedelta(days=1)).isoformat(),
        decides=viewer.decides,
        here=back,
        frozen=f"/bao-cao/{closed.id}" if closed else "",
        frozen_at=closed.made_at if closed else None,
        alarms=source_alarms(conn, now) if day == today else (),
    )


def _sections(cards: Sequence[Card]) -> tuple[Section, ...]:
    """One section a priority that has cards; what is still open stands before what is decided."""
    grouped = {
        priority: tuple(sorted((c for c in cards if c.priority == priority.slug), key=lambda c: not c.open))
        for priority in Priority
    }
    return tuple(Section(p.slug, PRIORITY[p], found) for p, found in grouped.items() if found)


def open_days(conn: Conn, day: date, scope: Scope = None) -> list[DayTally]:
    """Days of the two months before `day` with items that nobody has decided, newest first."""
    window = Window(day - OLDER, day - timedelta(days=1))
    return [tally for tally in reversed(flags.tally(conn, window, scope)) if tally.items > tally.decided]


def _earlier(conn: Conn, day: date, today: date, scope: Scope) -> tuple[OpenDay, ...]:
    return tuple(
        OpenDay(address(tally.day, today), tally.day, tally.items - tally.decided)
        for tally in open_days(conn, day, scope)
    )
