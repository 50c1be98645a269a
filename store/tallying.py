"""How many posts a search finds, and of which kinds. What the rollup knows is read there; else posts are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from psycopg.rows import DictRow

from store.db import Conn
from store.searching import PostPage, PostQuery, facts, page_of, search
from store.sql import load

MOST: Final = 1_000
"""Counting posts one by one stops here."""
_NOTHING: Final = PostQuery()
_DAYS: Final = 100
"""The rollup has a row for each source, kind and tone of a day: over longer windows counting the newest is quicker."""
_PARTS: Final = ("sentiment", "kind", "source", "topic")


@dataclass(frozen=True, slots=True)
class Tally:
    posts: int
    more: bool
    """There are more than that."""
    parts: Mapping[str, Mapping[str, int]]
    """Posts of each `sentiment`, `kind`, `source` and `topic`; a post with two topics stands under both."""
    partial: frozenset[str] = frozenset()
    """Parts of which the newest posts alone were counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page and how many posts there are in all, read once."""

    page: PostPage
    tally: Tally
    newest: Sequence[DictRow]
    """Facts of the newest finds, up to one more than MOST; store.faceting counts them by further conditions."""


def find(conn: Conn, query: PostQuery, *, whole: bool = False) -> Found:
    """`whole`: `newest` is wanted even where days are counted. Raises BadSearch for a cursor or a tsquery."""
    most = query.limit if (in_rollup(query) or in_days(query)) and not whole else max(MOST, query.limit)
    newest = facts(conn, query, most + 1)
    page = page_of(conn, newest, query.limit) if query.cursor is None else search(conn, query)
    return Found(page, _tally(conn, query, newest, most), newest)


def tally(conn: Conn, query: PostQuery, *, most: int = MOST) -> Tally:
    """Raises BadSearch for a tsquery that is none."""
    return _tally(conn, query, facts(conn, query, most + 1), most)


def count(conn: Conn, query: PostQuery, *, most: int = MOST) -> int:
    """How many posts the query finds; at most `most` where they have to be counted one by one. Raises BadSearch."""
    return tally(conn, query, most=most).posts


def in_rollup(query: PostQuery) -> bool:
    """Whether daily_counts can answer: one topic and province at most, whole days, nothing about words or targets."""
    if len(query.topics) > 1 or query.first is None or query.last is None or (query.last - query.first).days > _DAYS:
        return False
    return _asks_only(query, "topics", "province", "source", "kind", "relevant", "sentiment", "first", "last")


def in_days(query: PostQuery) -> bool:
    """Whether daily_topics can: one topic at most and nothing else but days, however many, and sentiment."""
    return len(query.topics) <= 1 and _asks_only(query, "topics", "relevant", "sentiment", "first", "last")


def _asks_only(query: PostQuery, *names: str) -> bool:
    """Whether these conditions and no others are set."""
    free = {name: getattr(_NOTHING, name) for name in (*names, "limit", "cursor")}
    return replace(query, **free) == _NOTHING


def _tally(conn: Conn, query: PostQuery, newest: Sequence[DictRow], most: int) -> Tally:
    if in_rollup(query):
        return _from_rollup(conn, query)
    counted = _counted(newest, most)
    return _from_days(conn, query, counted) if counted.more and in_days(query) else counted


def _from_rollup(conn: Conn, query: PostQuery) -> Tally:
    return _rolled(conn.execute(load("tallying")["rolled"], _values(query)))


def _from_days(conn: Conn, query: PostQuery, counted: Tally) -> Tally:
    """All of them by sentiment; the other parts stay those of the newest."""
    rows = conn.execute(load("tallying")["over_days"], _values(query), prepare=False)
    tones = {row["sentiment"]: row["posts"] for row in rows}
    partial = counted.partial - {"sentiment"}
    return Tally(sum(tones.values()), False, {**counted.parts, "sentiment": tones}, partial)


def _values(query: PostQuery) -> dict[str, Any]:
    return {
        "topic": query.topics[0] if query.topics else "",
        "province": query.province or "",
        "source": query.source,
        "kind": query.kind,
        "relevant": query.relevant,
        "sentiment": query.sentiment,
        "first": query.first,
        "last": query.last,
    }


def _rolled(rows: Iterable[Mapping[str, Any]]) -> Tally:
    parts: dict[str, dict[str, int]] = {part: {} for part in _PARTS}
    for row in rows:
        parts[row["part"]][row["value"]] = row["posts"]
    return Tally(sum(parts["sentiment"].values()), False, parts)


def _counted(rows: Sequence[DictRow], most: int) -> Tally:
    looked_at = rows[:most]
    parts = {part: Counter(row[part] for row in looked_at) for part in ("sentiment", "kind", "source")}
    topics = Counter(topic for row in looked_at for topic in row["labels"])
    more = len(rows) > most
    return Tally(len(looked_at), more, {**parts, "topic": topics}, frozenset(_PARTS) if more else frozenset())
