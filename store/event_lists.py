"""Events as people and programs see them: which began when, and how many other texts tell of the event of a post."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.times import Window
from store import events, scopes
from store.db import Conn
from store.lists import leads
from store.rows import PostRow
from store.scopes import Scope, scope_value
from store.sql import load


@dataclass(frozen=True, slots=True)
class EventHead:
    id: int
    texts: int
    """A text and its copies are one."""
    posts: int
    sources: int
    first_at: datetime
    last_at: datetime
    lead: PostRow
    """Its earliest post."""


@dataclass(frozen=True, slots=True)
class Others:
    event_id: int
    texts: int


def began(
    conn: Conn, window: Window, limit: int, before: tuple[int, int] | None = None, scope: Scope = None
) -> list[EventHead]:
    """Those that began in a window, of which the most texts tell first; `before`: texts and number of the last one."""
    texts, number = before or (None, None)
    values = {
        "since": window.start,
        "until": window.end,
        "limit": limit,
        "before_texts": texts,
        "before": number,
        "scope": scope_value(scope),
    }
    rows = conn.execute(load("event_lists")["began"], values, prepare=False).fetchall()
    first = leads(conn, [row["lead_post_id"] for row in rows])
    return [EventHead(**row, lead=first[lead]) for row in rows if (lead := row.pop("lead_post_id")) in first]


def others(conn: Conn, ids: Collection[int], scope: Scope = None) -> dict[int, Others]:
    """By post; a post of whose event no other text is seen is not among them."""
    values = {"ids": list(ids), "scope": scope_value(scope)}
    rows = conn.execute(load("event_lists")["others"], values)
    return {row["id"]: Others(row["event_id"], row["texts"]) for row in rows}


def seen(conn: Conn, event_id: int, scope: Scope) -> list[PostRow]:
    """The posts of an event that somebody with this scope sees, the earliest first."""
    found = events.members(conn, event_id)
    ids = scopes.seen(conn, [post.id for post in found], scope)
    return [post for post in found if post.id in ids]


def texts(found: Sequence[PostRow]) -> list[PostRow]:
    """The first post of each text."""
    first: dict[int, PostRow] = {}
    for post in found:
        first.setdefault(-post.story_id if post.story_id is not None else post.id, post)
    return list(first.values())
