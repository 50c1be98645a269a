"""Posts over time by one property, from the rollups. Everything is of the live model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.prediction import Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.scopes import Scope, scope_value, within
from store.sql import load

Every = Literal["day", "week", "month", "all"]
By = Literal["all", "topic", "sentiment", "target", "province", "source", "source_kind", "kind"]
PLAIN: frozenset[By] = frozenset({"all", "topic", "sentiment"})
"""What daily_topics knows, in a hundredth of the rows of daily_counts."""


@dataclass(frozen=True, slots=True)
class Question:
    window: Window
    every: Every = "all"
    by: By = "all"
    topic: str | None = None
    sentiment: Sentiment | None = None
    target: Target | None = None
    """Posts that speak of it; knows topics and sentiments, no places and sources."""
    province: str | None = None
    source: str | None = None
    source_kind: str | None = None
    kind: str | None = None
    scope: Scope = None
    """Provinces that whoever asks looks after: only what they see is counted."""

    @property
    def of_targets(self) -> bool:
        return self.by == "target" or self.target is not None

    @property
    def narrow(self) -> bool:
        """Whether places or sources are told apart, or chosen."""
        return self.by in {"province", "source"} or any(
            chosen is not None for chosen in (self.province, self.source, self.scope)
        )

    @property
    def of_parts(self) -> bool:
        """Whether kinds, places or sources are asked for: the small rollup does not know them."""
        given = (self.province, self.source, self.source_kind, self.kind)
        return self.by not in PLAIN or any(value is not None for value in given)


@dataclass(frozen=True, slots=True)
class Cell:
    first: date
    """Of the period: Mondays and first days of months may lie before the window."""
    value: str
    """Topic, province, source …; empty where nothing was asked for."""
    posts: int
    relevant: int
    flagged: int | None
    """None where targets are asked for: their rollup does not know flags."""
    positive: int
    neutral: int
    negative: int


def cells(conn: Conn, question: Question) -> list[Cell]:
    """Cells with posts, by period and then by value. Targets cannot be asked for together with places and sources."""
    if question.of_targets and (question.by not in PLAIN | {"target"} or _of_places(question)):
        raise ValueError("what is said of targets is not counted by place, source and kind")
    name = "of_targets" if question.of_targets else "of_parts" if question.of_parts else "plain"
    rows = conn.execute(within(load("statistics")[name], question.scope), _values(question), prepare=False)
    return [Cell(**row) for row in rows]


def _of_places(question: Question) -> bool:
    return any((question.province, question.source, question.source_kind, question.kind))


def _values(question: Question) -> dict[str, object]:
    return {
        "first": question.window.first,
        "last": question.window.last,
        "every": question.every,
        "by": question.by,
        # None: each of them; '' stands for all together.
        "topic": None if question.by == "topic" and question.topic is None else question.topic or "",
        "province": None if question.by == "province" and question.province is None else question.province or "",
        "sentiment": question.sentiment,
        "target": question.target,
        "source": question.source,
        "source_kind": question.source_kind,
        "kind": question.kind,
        "scope": scope_value(question.scope),
    }
