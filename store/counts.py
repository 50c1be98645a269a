"""Posts over time, from the rollup `daily_counts`. Everything is of the live model.

`posts` counts all posts of a row; sentiments are those of relevant posts, so positive + neutral + negative = relevant.
A post with two topics counts under each, therefore topics do not add up to a total: `totals` gives that. With a scope,
only what its holder sees is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString

from domain.prediction import Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.scopes import Scope, scope_value, within
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


def totals(conn: Conn, window: Window, scope: Scope = None) -> Totals:
    (row,) = _rows(conn, "totals", window, scope)
    return Totals(**row)


def by_topic(conn: Conn, window: Window, scope: Scope = None) -> list[TopicCount]:
    """Topics that were spoken of, most posts first."""
    return [TopicCount(**row) for row in _rows(conn, "by_topic", window, scope)]


def by_day(
    conn: Conn,
    window: Window,
    topic: str | None = None,
    *,
    province: str | None = None,
    source: str | None = None,
    scope: Scope = None,
) -> list[DayCount]:
    """Every day of the window in order, empty ones too; of one topic, province or source where given."""
    name: LiteralString = "by_day" if province or source else "by_day_plain"
    rows = _rows(conn, name, window, scope, topic=topic or "", province=province or "", source=source)
    return [DayCount(**row) for row in rows]


def topic_sentiment(conn: Conn, window: Window, scope: Scope = None) -> list[TopicSentiment]:
    """Posts for each topic and sentiment that occur."""
    rows = _rows(conn, "topic_sentiment", window, scope)
    return [TopicSentiment(**{**row, "sentiment": Sentiment(row["sentiment"])}) for row in rows]


def province_topic(conn: Conn, window: Window, scope: Scope = None) -> list[ProvinceTopic]:
    """Posts for each province and topic that occur."""
    return [ProvinceTopic(**row) for row in _rows(conn, "province_topic", window, scope)]


def by_province(conn: Conn, window: Window, topic: str | None = None, scope: Scope = None) -> list[ProvinceCount]:
    """Provinces that were spoken of, most posts first."""
    return [ProvinceCount(**row) for row in _rows(conn, "by_province", window, scope, topic=topic or "")]


def by_source(conn: Conn, window: Window, topic: str | None = None, scope: Scope = None) -> list[SourceCount]:
    """Sources that published something, most posts first."""
    return [SourceCount(**row) for row in _rows(conn, "by_source", window, scope, topic=topic or "")]


def by_kind(conn: Conn, window: Window, scope: Scope = None) -> list[KindCount]:
    """News, comments, questions …, most posts first."""
    return [KindCount(**row) for row in _rows(conn, "by_kind", window, scope)]


def by_target(conn: Conn, window: Window, topic: str | None = None, scope: Scope = None) -> list[TargetCount]:
    """What is said of workers, union, employer and policy, of one topic where given."""
    rows = _rows(conn, "by_target", window, scope, topic=topic or "")
    return [TargetCount(**{**row, "target": Target(row["target"])}) for row in rows]


def topic_targets(conn: Conn, window: Window, scope: Scope = None) -> dict[tuple[str, Target], TargetCount]:
    """The same for each topic; topic '' is all posts."""
    rows = _rows(conn, "topic_targets", window, scope)
    return {
        (row.pop("topic"), Target(row["target"])): TargetCount(**row | {"target": Target(row["target"])})
        for row in rows
    }


def _rows(conn: Conn, name: LiteralString, window: Window, scope: Scope, **more: str | None) -> list[dict[str, Any]]:
    values = {"first": window.first, "last": window.last, "scope": scope_value(scope), **more}
    return conn.execute(within(load("counts")[name], scope), values).fetchall()
