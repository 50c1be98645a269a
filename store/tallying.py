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


@dataclass(frozen=True, slots=True)
class Found:
    """A page and how many posts there are in all, read once."""

    page: PostPage
    tally: Tally
    newest: Sequence[DictRow]
    """Facts of the newest finds, up to one more than MOST; store.faceting counts them by further conditions."""


def find(conn: Conn, query: PostQuery, *, whole: bool = False) -> Found:
    """`whole`: `newest` is wanted even where the rollup knows the count. Raises BadSearch for a cursor or a tsquery."""
    rolled = in_rollup(query)
    newest = facts(conn, query, query.limit + 1 if rolled and not whole else max(MOST, query.limit) + 1)
    page = page_of(conn, newest, query.limit) if query.cursor is None else search(conn, query)
    return Found(page, _from_rollup(conn, query) if rolled else _counted(newest, MOST), newest)


def tally(conn: Conn, query: PostQuery, *, most: int = MOST) -> Tally:
    """Raises BadSearch for a tsquery that is none."""
    return _from_rollup(conn, query) if in_rollup(query) else _counted(facts(conn, query, most + 1), most)


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
    return _rolled(conn.execute(load("tallying")["rolled"], values))


def _rolled(rows: Iterable[Mapping[str, Any]]) -> Tally:
    parts: dict[str, dict[str, int]] = {part: {} for part in _PARTS}
    for row in rows:
        parts[row["part"]][row["value"]] = row["posts"]
    return Tally(sum(parts["sentiment"].values()), False, parts)


def _counted(rows: Sequence[DictRow], most: int) -> Tally:
    looked_at = rows[:most]
    parts = {part: Counter(row[part] for row in looked_at) for part in ("sentiment", "kind", "source")}
    topics = Counter(topic for row in looked_at for topic in row["labels"])
    return Tally(len(looked_at), len(rows) > most, {**parts, "topic": topics})
