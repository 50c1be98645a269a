"""How many posts a search finds, and of which kinds. What the rollup knows is read there; else posts are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, LiteralString

from store.db import Conn
from store.searching import PostQuery, fetch, readable, values_of, way
from store.sql import load

MOST: Final = 1_000
"""Counting posts one by one stops here."""
_ROLLED: Final = PostQuery()
_DAYS: Final = 100
"""The rollup has a row for each source, kind and tone of a day: over longer windows counting the newest is quicker."""
_PARTS: Final = ("sentiment", "kind", "source", "topic")


@dataclass(frozen=True, slots=True)
class Tally:
    posts: int
    more: bool
    """There are more than that, and the parts are those of the newest ones."""
    parts: Mapping[str, Mapping[str, int]]
    """Posts of each `sentiment`, `kind`, `source` and `topic`; a post with two topics stands under both."""


def tally(conn: Conn, query: PostQuery, *, most: int = MOST) -> Tally:
    """Raises BadSearch for a tsquery that is none."""
    return _from_rollup(conn, query) if in_rollup(query) else _counted(conn, query, most)


def count(conn: Conn, query: PostQuery, *, most: int = MOST) -> int:
    """How many posts the query finds; at most `most` where they have to be counted one by one. Raises BadSearch."""
    return tally(conn, query, most=most).posts


def in_rollup(query: PostQuery) -> bool:
    """Whether daily_counts can answer: one topic and province at most, whole days, nothing about words or targets."""
    if len(query.topics) > 1 or query.first is None or query.last is None or (query.last - query.first).days > _DAYS:
        return False
    rest = replace(
        query,
        topics=(),
        province=None,
        source=None,
        kind=None,
        relevant=None,
        sentiment=None,
        first=None,
        last=None,
        limit=_ROLLED.limit,
        cursor=None,
    )
    return rest == _ROLLED


def _from_rollup(conn: Conn, query: PostQuery) -> Tally:
    values = {
        "topic": query.topics[0] if query.topics else "",
        "province": query.province or "",
        "source": query.source,
        "kind": query.kind,
        "relevant": query.relevant,
        "sentiment": query.sentiment,
        "first": query.first,
        "last": query.last,
    }
    return _tally(conn.execute(load("tallying")["rolled"], values), None)


def _counted(conn: Conn, query: PostQuery, most: int) -> Tally:
    values = values_of(query) | {"before_at": None, "before_id": None, "limit": most}
    with readable():
        return _tally(fetch(conn, way(conn, query, values), values, _around), most)


def _around(statement: LiteralString) -> LiteralString:
    return load("tallying")["found"].replace("TABLE post_facts", statement)


def _tally(rows: Iterable[Mapping[str, Any]], most: int | None) -> Tally:
    parts: dict[str, dict[str, int]] = {part: {} for part in _PARTS}
    for row in rows:
        parts[row["part"]][row["value"]] = row["posts"]
    total = sum(parts["sentiment"].values())
    return Tally(total, most is not None and total >= most, parts)
