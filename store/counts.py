"""Posts over time, from the rollup `daily_counts`. Everything is of the live model.

`posts` counts all posts of a row; sentiments are those of relevant posts, so positive + neutral + negative = relevant.
A post with two topics counts under each, therefore topics do not add up to a total: `totals` gives that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.prediction import Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class Totals:
    posts: int
    relevant: int
    flagged: int
    positive: int
    neutral: int
    negative: int


@dataclass(frozen=True, slots=True)
class TopicCount(Totals):
    topic: str


@dataclass(frozen=True, slots=True)
class DayCount(Totals):
    day: date


@dataclass(frozen=True, slots=True)
class SourceCount(Totals):
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class ProvinceCount(Totals):
    province: str
    """Two-digit code."""


@dataclass(frozen=True, slots=True)
class KindCount(Totals):
    kind: str


@dataclass(frozen=True, slots=True)
class TopicSentiment:
    topic: str
    sentiment: Sentiment
    posts: int


@dataclass(frozen=True, slots=True)
class ProvinceTopic:
    province: str
    topic: str
    posts: int


@dataclass(frozen=True, slots=True)
class TargetCount:
    target: Target
    positive: int
    neutral: int
    negative: int


def totals(conn: Conn, window: Window) -> Totals:
    row = conn.execute(load("counts")["totals"], _days(window)).fetchone() or {}
    return Totals(**row)


def by_topic(conn: Conn, window: Window) -> list[TopicCount]:
    """Topics that were spoken of, most posts first."""
    return [TopicCount(**row) for row in conn.execute(load("counts")["by_topic"], _days(window))]


def by_day(
    conn: Conn,
    window: Window,
    topic: str | None = None,
    *,
    province: str | None = None,
    source: str | None = None,
) -> list[DayCount]:
    """Every day of the window in order, empty ones too; of one topic, province or source where given."""
    values = _days(window) | {"topic": topic or "", "province": province or "", "source": source}
    name = "by_day" if province or source else "by_day_plain"
    return [DayCount(**row) for row in conn.execute(load("counts")[name], values)]


def topic_sentiment(conn: Conn, window: Window) -> list[TopicSentiment]:
    """Posts for each topic and sentiment that occur."""
    rows = conn.execute(load("counts")["topic_sentiment"], _days(window))
    return [TopicSentiment(**{**row, "sentiment": Sentiment(row["sentiment"])}) for row in rows]


def province_topic(conn: Conn, window: Window) -> list[ProvinceTopic]:
    """Posts for each province and topic that occur."""
    return [ProvinceTopic(**row) for row in conn.execute(load("counts")["province_topic"], _days(window))]


def by_province(conn: Conn, window: Window, topic: str | None = None) -> list[ProvinceCount]:
    """Provinces that were spoken of, most posts first."""
    values = _days(window) | {"topic": topic or ""}
    return [ProvinceCount(**row) for row in conn.execute(load("counts")["by_province"], values)]


def by_source(conn: Conn, window: Window, topic: str | None = None) -> list[SourceCount]:
    """Sources that published something, most posts first."""
    values = _days(window) | {"topic": topic or ""}
    return [SourceCount(**row) for row in conn.execute(load("counts")["by_source"], values)]


def by_kind(conn: Conn, window: Window) -> list[KindCount]:
    """News, comments, questions …, most posts first."""
    return [KindCount(**row) for row in conn.execute(load("counts")["by_kind"], _days(window))]


def by_target(conn: Conn, window: Window, topic: str | None = None) -> list[TargetCount]:
    """What is said of workers, union, employer and policy, of one topic where given."""
    rows = conn.execute(load("counts")["by_target"], _days(window) | {"topic": topic or ""})
    return [TargetCount(**{**row, "target": Target(row["target"])}) for row in rows]


def _days(window: Window) -> dict[str, object]:
    return {"first": window.first, "last": window.last}
