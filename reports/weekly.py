"""The weekly opinion report: read once, counted by pure functions, kept as one value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.times import Window, aware
from domain.topics import Topic
from reports.before import Before, before
from reports.campaigns import Campaign, coverage
from reports.columns import Posts
from reports.concerns import concerns
from reports.facts import Fact
from reports.gathered import gathered
from reports.general import general
from reports.items import flagged, incidents, questions
from reports.letterhead import Letterhead
from reports.quotes import Reader
from reports.signals.answers import answered
from reports.signals.reading import next_week, past
from reports.signals.watch import Past, new_phrases, watch
from reports.signals.waves import WordCounts
from reports.tally import grouped, province_lines, rising_and_falling, topic_lines, within, without_topic
from reports.union import union_opinion
from reports.values import Answers, CampaignCoverage, Outlook, WeeklyReport
from reports.weeks import begun, compared_until, previous
from store import daily_series, reporting, sources
from store.db import Conn
from store.reporting import QuotedText
from store.sources import SourceHealth

MOVED, WEEK = 3, 7


def weekly_report(
    conn: Conn,
    window: Window,
    letterhead: Letterhead,
    topics: Sequence[Topic],
    now: datetime,
    *,
    campaigns: Sequence[Campaign] = (),
) -> WeeklyReport:
    """The report on a window as it looks at `now`. Nothing from outside the window and its comparison is in it."""

    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return reporting.texts(conn, ids, window) if ids else {}

    posts, touched = gathered(conn, window)
    return compose(
        Reading(
            posts=posts,
            touched=touched,
            before=before(conn, previous(window), compared_until(window, now)),
            health=sources.health(conn, now),
            read=read,
            past=past(conn, window),
            campaigns=coverage(conn, campaigns, window),
            outlook=next_week(conn, begun(window, now).last) if window.days <= WEEK else None,
            answers=answered(conn, window, now),
            count=lambda ids: daily_series.words(conn, ids, Window(previous(window).first, window.last)) if ids else {},
        ),
        window,
        letterhead,
        topics,
        now,
    )


def no_words(_: Collection[int]) -> Mapping[str, int]:
    return {}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for a report."""

    posts: Posts
    touched: Sequence[Fact]
    """Those that people or rules have touched, one by one: what lists and tables are made of."""
    before: Before
    health: Sequence[SourceHealth]
    read: Reader
    past: Past = field(default_factory=Past)
    count: WordCounts = no_words
    campaigns: tuple[CampaignCoverage, ...] = ()
    outlook: tuple[Outlook, ...] | None = None
    answers: tuple[Answers, ...] = ()


def compose(
    reading: Reading, window: Window, letterhead: Letterhead, topics: Sequence[Topic], now: datetime
) -> WeeklyReport:
    """Pure: the value of a report from what was read for it."""
    facts = [fact for fact in reading.touched if fact.relevant and window.start <= fact.listed_at < window.end]
    posts = within(reading.posts, window)
    by_topic = grouped(posts)
    lines = topic_lines(by_topic, reading.before)
    rising, falling = rising_and_falling(lines, MOVED)
    return WeeklyReport(
        window=window,
        compared=previous(window),
        made_at=aware(now),
        letterhead=letterhead,
        running=aware(now) < window.end,
        topics=tuple(topics),
        general=general(posts, facts, reading.before, reading.health, begun(window, now)),
        concerns=concerns(by_topic, reading.before, reading.read),
        incidents=incidents(facts, reading.read),
        questions=questions(facts, reading.read),
        union=union_opinion(posts, reading.before, reading.read),
        rising=rising,
        falling=falling,
        by_topic=lines,
        without_topic=without_topic(posts, reading.before),
        by_province=province_lines(posts),
        flagged=flagged(facts, reading.read),
        waves=watch(reading.past, posts, begun(window, now), reading.read, reading.count),
        campaigns=reading.campaigns,
        outlook=reading.outlook,
        answers=reading.answers,
        phrases=new_phrases(posts, reading.before, reading.count),
    )
