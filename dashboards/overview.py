"""The week at a glance: what was spoken of, how, of whom, where, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final

from dashboards.ahead import Ahead, ahead
from dashboards.figures import Figure
from dashboards.formats import number, window_words
from dashboards.frame import Frame
from dashboards.source_alarms import source_alarms
from dashboards.told_most import EventLine, told_most
from dashboards.viewer import Viewer
from dashboards.week_figures import asked, heat, province_map, tones, volume
from dashboards.words import PRIORITY, Reference
from domain.prediction import Sentiment
from domain.times import Window, vietnam_day
from store import answering, counts
from store.counts import Totals
from store.db import Conn

TOPICS: Final = 10
DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the head, with last week's beside it."""

    words: str
    now: str
    before: str
    href: str
    """The posts that it counts."""


@dataclass(frozen=True, slots=True)
class SpeedLine:
    priority: str
    priority_word: str
    items: str
    decided: str
    answered: str
    hours: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    template: ClassVar[str] = "overview.html"
    frame: Frame
    window: str
    before_href: str
    after_href: str
    tiles: tuple[Tile, ...]
    figures: tuple[Figure, ...]
    speed: tuple[SpeedLine, ...]
    events: tuple[EventLine, ...]
    ahead: Ahead
    alarms: tuple[str, ...]
    """Sources that somebody should look at: what is missing here may be missing because of them."""


def overview_page(conn: Conn, viewer: Viewer, reference: Reference, last: date, now: datetime) -> OverviewPage:
    """The seven days that end with `last`, and the seven before them."""
    today = vietnam_day(now)
    window = Window(last - timedelta(days=DAYS - 1), last)
    scope = viewer.provinces
    this, past_week = (counts.totals(conn, days, scope) for days in (window, window.before()))
    topics = counts.by_topic(conn, window, scope)[:TOPICS]
    past = {row.topic: row for row in counts.by_topic(conn, window.before(), scope)}
    figures = (volume(topics, past, window, reference), tones(topics, past, window, reference)) if topics else ()
    return OverviewPage(
        frame=Frame("Toàn cảnh", "toan-canh", viewer),
        window=window_words(window),
        before_href=f"/toan-canh?den={last - timedelta(days=DAYS)}",
        after_href="" if last >= today else f"/toan-canh?den={min(today, last + timedelta(days=DAYS))}",
        tiles=_head(this, past_week, window),
        figures=(
            *figures,
            *([heat(conn, topics, window, reference, scope)] if topics else []),
            province_map(conn, window, reference, scope),
        ),
        speed=tuple(
            SpeedLine(
                one.priority.slug,
                PRIORITY[one.priority],
                number(one.items),
                number(one.decided),
                number(one.answered),
                _hours(one.hours),
            )
            for one in answering.speed(conn, window, scope)
        ),
        events=told_most(conn, window, scope),
        ahead=ahead(conn, last, now, reference, scope),
        alarms=source_alarms(conn, now),
    )


def _head(now: Totals, before: Totals, window: Window) -> tuple[Tile, ...]:
    lines: tuple[tuple[str, int, int, dict[str, Any]], ...] = (
        ("tin về việc làm và công đoàn", now.relevant, before.relevant, {}),
        ("tin cần xem", now.flagged, before.flagged, {"flagged": True, "relevant": None}),
        ("tin tiêu cực", now.negative, before.negative, {"sentiment": Sentiment.NEGATIVE}),
        ("tin tích cực", now.positive, before.positive, {"sentiment": Sentiment.POSITIVE}),
    )
    return tuple(Tile(words, number(a), number(b), asked(window, **given)) for words, a, b, given in lines)


def _hours(hours: float | None) -> str:
    if hours is None:
        return "chưa có"
    return (
        f"{round(hours * 60)} phút"
        if hours < 1
        else f"{round(hours)} giờ"
        if hours < 72
        else f"{round(hours / 24)} ngày"
    )
