"""Lists of posts by what they say, newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg import errors as pg
from psycopg.rows import DictRow

from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.errors import BadSearch
from store.rarity import seldom
from store.rows import PostRow, post_row
from store.scopes import Scope, scope_value
from store.sql import load

MOST = 500
RARE = 300
"""Words with fewer hits than this in a month are fetched by their index and sorted; others are met soon enough on the
way back through time."""
BACK = frozenset({"newest", "by_common_words"})
MANY = 10_000
"""Keys that can be sorted in no time."""

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
    source_kind: str | None = None
    status: str | None = None
    """`open`, `decided`, or one decision. What was decided about one copy of a story holds for all of them."""
    story: int | None = None
    scope: Scope = None
    """Provinces that whoever asks looks after."""
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
    values = values_of(query) | _after(query.cursor) | {"limit": max(1, min(query.limit, MOST)) + 1}
    return page_of(conn, _facts(conn, query, values), query.limit)


def facts(conn: Conn, query: PostQuery, limit: int) -> list[DictRow]:
    """Rows of post_facts of the newest finds, whichever page is asked for. Raises BadSearch for what is no tsquery."""
    return _facts(conn, query, values_of(query) | _after(None) | {"limit": limit})


def page_of(conn: Conn, found: Sequence[DictRow], limit: int) -> PostPage:
    """The page that begins with these facts; one more than `limit` says that another follows."""
    shown = found[: max(1, min(limit, MOST))]
    values = {"ids": [row["post_id"] for row in shown], "moments": [row["listed_at"] for row in shown]}
    posts = tuple(post_row(row) for row in conn.execute(load("searching")["rows"], values))
    return PostPage(posts, _mark(posts[-1]) if len(found) > len(shown) else None)


def _facts(conn: Conn, query: PostQuery, values: dict[str, Any]) -> list[DictRow]:
    """Never prepared: a plan for all values is right for none of them.

    Ways back through time run without sorting: else a window with few guessed rows is read whole and sorted.
    """
    with readable():
        name = way(conn, query, values)
        if name in BACK:
            conn.execute(load("searching")["sorting"], {"on": "off", "cost": "1e9"})
        rows = conn.execute(load("searching")[name], values, prepare=False).fetchall()
        if name in BACK:
            conn.execute(load("searching")["sorting"], {"on": "on", "cost": "1000"})
    return rows


@contextmanager
def readable() -> Iterator[None]:
    """Raises BadSearch for a tsquery that is none."""
    try:
        yield
    except pg.SyntaxError as error:
        raise BadSearch('the search words cannot be read; use words, "phrases" and -exclusions') from error


def way(conn: Conn, query: PostQuery, values: dict[str, Any]) -> str:
    """The statement for this query: what is seldom first; else topics and provinces by index, or back through time."""
    if query.story is not None:
        return "by_story"
    if query.tsquery and seldom(conn, values, RARE):
        return "by_words"
    if query.flagged or query.status:
        return "by_flag" if query.status in {None, "open"} else "by_review"
    if query.topics or query.province:
        return _by_keys(conn, query, values)
    return _back(query)


def _by_keys(conn: Conn, query: PostQuery, values: dict[str, Any]) -> str:
    if not query.topics:
        return "by_province"
    if len(query.topics) == 1 and not query.province:
        return "by_one_topic"
    row = conn.execute(load("searching")["seldom"], values | {"many": MANY}, prepare=False).fetchone() or {}
    if query.province and row["provinces"] <= row["topics"]:
        return "by_province"
    if len(query.topics) == 1:
        return "by_one_topic"
    if row["topics"] < MANY:
        return "by_topic"
    return "by_province" if query.province else _back(query)


def _back(query: PostQuery) -> str:
    """Back through time."""
    return "by_common_words" if query.tsquery else "newest"


def values_of(query: PostQuery) -> dict[str, Any]:
    first, last = query.first, query.last
    return {
        "topics": list(query.topics) or None,
        "sentiment": query.sentiment,
        "tone": _tone(query),
        "province": query.province,
        "source": query.source,
        "kind": query.kind,
        "relevant": query.relevant,
        "flagged": query.flagged,
        "needs_answer": query.needs_answer,
        "source_kind": query.source_kind,
        "status": query.status,
        "story": query.story,
        "scope": scope_value(query.scope),
        "since": Window(first, first).start if first else None,
        "until": Window(last, last).end if last else None,
        "tsquery": query.tsquery or None,
    }


def _tone(query: PostQuery) -> str | None:
    """As post_facts.tones says it."""
    if query.target is None or query.target_sentiment is None:
        return query.target
    return f"{query.target}:{query.target_sentiment}"


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
