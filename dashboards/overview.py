"""The week at a glance: what was spoken of, how, of whom, where, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final

from dashboards.ahead import Ahead, ahead
from dashboards.figures import Figure, count_words, figure
from dashboards.filters import Filters
from dashboards.formats import number, window_words
from dashboards.frame import Frame
from dashboards.source_alarms import source_alarms
from dashboards.tiles import TILES
from dashboards.viewer import Viewer
from dashboards.words import PRIORITY, SENTIMENT, TARGET, Reference
from domain.prediction import Sentiment, Target
from domain.times import Window, vietnam_day
from reports.numbers import share
from store import answering, counts
from store.counts import TopicCount, Totals
from store.db import Conn
from store.scopes import Scope

TOPICS: Final = 10
DAYS: Final = 7
DOUBT: Final = 4
"""Posts added to each cell of the heat map: one negative post of one must not look as strong as forty of fifty."""


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
    figures = (_volume(topics, past, window, reference), _tones(topics, past, window, reference)) if topics else ()
    return OverviewPage(
        frame=Frame("Toàn cảnh", "toan-canh", viewer),
        window=window_words(window),
        before_href=f"/toan-canh?den={last - timedelta(days=DAYS)}",
        after_href="" if last >= today else f"/toan-canh?den={min(today, last + timedelta(days=DAYS))}",
        tiles=_head(this, past_week, window),
        figures=(
            *figures,
            *([_heat(conn, topics, window, reference, scope)] if topics else []),
            _map(conn, window, reference, scope),
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
    return tuple(Tile(words, number(a), number(b), _asked(window, **given)) for words, a, b, given in lines)


def _asked(window: Window, **conditions: Any) -> str:
    return Filters(first=window.first, last=window.last).address(**conditions)


def _volume(topics: list[TopicCount], past: Mapping[str, TopicCount], window: Window, reference: Reference) -> Figure:
    rows, lines = [], []
    for topic in topics:
        name = reference.topic(topic.topic)
        then = past[topic.topic].posts if topic.topic in past else 0
        lines.append((name, number(topic.posts), number(then)))
        for week, posts, days in (("Tuần này", topic.posts, window), ("Tuần trước", then, window.before())):
            url = _asked(days, topics=(topic.topic,), relevant=None)
            told = f"{name}, {week.lower()}: {number(posts)} tin"
            rows.append({"topic": name, "week": week, "posts": posts, "label": number(posts), "url": url, "told": told})
    return figure("Số tin theo chủ đề", "topics", rows, ("Chủ đề", "Tuần này", "Tuần trước"), lines)


def _tones(topics: list[TopicCount], past: Mapping[str, TopicCount], window: Window, reference: Reference) -> Figure:
    rows, lines = [], []
    order = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)
    for topic in topics:
        name = reference.topic(topic.topic)
        found = [(tone, getattr(topic, tone.value)) for tone in order]
        bad, told_before = _negative(past.get(topic.topic))
        before = share(bad, told_before) if told_before else "–"
        lines.append((name, *(number(posts) for _, posts in found), before))
        for rank, (tone, posts) in enumerate(found):
            url = _asked(window, topics=(topic.topic,), sentiment=tone)
            word = SENTIMENT[tone].capitalize()
            told = f"{name}, {word.lower()}: {number(posts)} tin"
            mark = {"before": bad / told_before} if rank == 0 and told_before else {}
            rows.append({"topic": name, "tone": word, "rank": rank, "posts": posts, "url": url, "told": told} | mark)
    heads = ("Chủ đề", "Tiêu cực", "Trung tính", "Tích cực", "Tuần trước tiêu cực")
    return figure("Thái độ theo chủ đề; vạch đứng: phần tiêu cực tuần trước", "tones", rows, heads, lines)


def _negative(topic: TopicCount | None) -> tuple[int, int]:
    """Negative posts, of how many whose tone is counted."""
    return (topic.negative, topic.negative + topic.neutral + topic.positive) if topic else (0, 0)


def _heat(conn: Conn, topics: list[TopicCount], window: Window, reference: Reference, scope: Scope) -> Figure:
    rows, lines = [], []
    found = counts.topic_targets(conn, window, scope)
    for topic in topics:
        name = reference.topic(topic.topic)
        line = [name]
        for target in Target:
            row = found.get((topic.topic, target))
            posts = row.positive + row.neutral + row.negative if row else 0
            bad = row.negative if row else 0
            url = _asked(window, topics=(topic.topic,), target=target, target_sentiment=Sentiment.NEGATIVE)
            label = f"{bad}/{posts}" if posts else "–"
            share = bad / (posts + DOUBT)
            words = f"{number(bad)} tiêu cực trong {number(posts)}"
            told = f"{name}, {TARGET[target]}: {words}"
            row_of = {"topic": name, "target": TARGET[target], "share": share}
            rows.append(row_of | {"label": label, "url": url, "told": told})
            line.append(words)
        lines.append(tuple(line))
    title = "Tiêu cực với ai: số tin tiêu cực trên số tin nói tới"
    return figure(title, "heat", rows, ("Chủ đề", *TARGET.values()), lines)


def _map(conn: Conn, window: Window, reference: Reference, scope: Scope) -> Figure:
    found = {row.province: row for row in counts.by_province(conn, window, scope=scope)}
    most = max((row.posts for row in found.values()), default=1)
    rows, lines = [], []
    for code, (column, row, short) in TILES.items():
        posts = found[code].posts if code in found else 0
        url = _asked(window, province=code, relevant=None)
        place = {"column": column, "row": row, "name": short, "part": posts / most}
        told = f"{reference.provinces.get(code, code)}: {number(posts)} tin"
        rows.append(place | {"label": count_words(posts), "url": url, "told": told})
        if posts:
            lines.append((reference.provinces.get(code, code), number(posts), number(found[code].negative)))
    lines.sort(key=lambda line: -int(line[1].replace(".", "")))
    return figure("Số tin theo tỉnh, thành phố", "tiles", rows, ("Nơi", "Tin", "Tiêu cực"), lines)


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
