"""Lists of posts by what they say, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg import errors as pg

from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.errors import BadSearch
from store.rows import PostRow, post_row
from store.sql import load

MOST = 500
RARE = 5_000
"""Fewer hits than this are fetched and sorted; more are met soon enough on the way back through time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PostQuery:
    """What a list asks for. Every condition that is given must hold; several topics mean any of them."""

    topics: tuple[str, ...] = ()
    sentiment: Sentiment | None = None
    target: Target | None = None
    target_sentiment: Sentiment | None = None
    """Only together with `target`; without it any tone towards the target will do."""
    province: str | None = None
    source: str | None = None
    kind: PostKind | None = None
    relevant: bool | None = None
    flagged: bool | None = None
    needs_answer: bool | None = None
    story: int | None = None
    first: date | None = None
    last: date | None = None
    """Vietnamese days of `listed_at`, both included."""
    tsquery: str = ""
    """From nlp.lexemes.query; never what a person typed."""
    limit: int = 50
    cursor: str | None = None
    """`next_cursor` of the page before."""


@dataclass(frozen=True, slots=True)
class PostPage:
    posts: tuple[PostRow, ...]
    next_cursor: str | None
    """None on the last page."""


def search(conn: Conn, query: PostQuery) -> PostPage:
    """One page, newest first. Raises BadSearch for a cursor that is not ours or a tsquery that is none."""
    limit = max(1, min(query.limit, MOST))
    values = _values(query) | _after(query.cursor) | {"limit": limit + 1}
    try:
        name = _way(conn, query, values)
        # Never prepared: a plan made for all values of these conditions is right for none of them.
        rows = conn.execute(load("searching")[name], values, prepare=False).fetchall()
    except pg.SyntaxError as error:
        raise BadSearch('the search words cannot be read; use words, "phrases" and -exclusions') from error
    posts = tuple(post_row(row) for row in rows[:limit])
    return PostPage(posts, _mark(posts[-1]) if len(rows) > limit else None)


def count(conn: Conn, query: PostQuery, *, most: int = 10_000) -> int:
    """How many posts the query finds, counting no further than `most`. Raises BadSearch."""
    try:
        values = _values(query) | {"most": most}
        row = conn.execute(load("searching")["count"], values, prepare=False).fetchone() or {"posts": 0}
    except pg.SyntaxError as error:
        raise BadSearch('the search words cannot be read; use words, "phrases" and -exclusions') from error
    return int(row["posts"])


def _way(conn: Conn, query: PostQuery, values: dict[str, Any]) -> str:
    """The statement for this query: a rare word first, topics and provinces by their index, else back through time."""
    if query.tsquery:
        row = conn.execute(load("searching")["hits"], values | {"rare": RARE}, prepare=False).fetchone()
        if row is not None and row["hits"] < RARE:
            return "by_words"
    if query.topics:
        return "by_topic"
    return "by_province" if query.province else "newest"


def _values(query: PostQuery) -> dict[str, Any]:
    first, last = query.first, query.last
    return {
        "topics": list(query.topics) or None,
        "sentiment": query.sentiment,
        "target": query.target,
        "target_sentiment": query.target_sentiment,
        "province": query.province,
        "source": query.source,
        "kind": query.kind,
        "relevant": query.relevant,
        "flagged": query.flagged,
        "needs_answer": query.needs_answer,
        "story": query.story,
        "since": Window(first, first).start if first else None,
        "until": Window(last, last).end if last else None,
        "tsquery": query.tsquery or None,
    }


def _mark(post: PostRow) -> str:
    return f"{(post.listed_at - _EPOCH) // timedelta(microseconds=1)}-{post.id}"


def _after(cursor: str | None) -> dict[str, Any]:
    if cursor is None:
        return {"before_at": None, "before_id": None}
    moment, separator, post_id = cursor.rpartition("-")
    try:
        if not separator or len(cursor) > 40:
            raise ValueError(cursor)
        return {"before_at": _EPOCH + timedelta(microseconds=int(moment)), "before_id": int(post_id)}
    except (ValueError, OverflowError) as error:
        raise BadSearch("the page mark is not one of ours; begin again at the first page") from error
