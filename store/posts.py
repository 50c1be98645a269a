"""Stored posts: saved in batches, read one by one or newest first. There is no reading by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.post import DisplayText
from store.db import Conn
from store.erasing import erase
from store.errors import NotFound
from store.rows import PostRow, post_row
from store.saving import SaveResult, save
from store.searching import PostPage, PostQuery, search
from store.sql import load
from store.tallying import Found, Tally, count, find, tally

__all__ = [
    "Found",
    "PostPage",
    "PostQuery",
    "PostRow",
    "Revision",
    "SaveResult",
    "Tally",
    "count",
    "erase",
    "find",
    "get",
    "revisions",
    "save",
    "search",
    "story",
    "tally",
]


@dataclass(frozen=True, slots=True)
class Revision:
    """What a post said until `replaced_at`."""

    version_at: datetime
    replaced_at: datetime
    published_at: datetime | None
    title: DisplayText
    text: DisplayText


def get(conn: Conn, post_id: int) -> PostRow:
    """Raises NotFound."""
    row = conn.execute(load("posts")["get"], {"id": post_id}).fetchone()
    if row is None:
        raise NotFound(f"post {post_id} is not stored; it may have been deleted on request")
    return post_row(row)


def revisions(conn: Conn, post_id: int) -> list[Revision]:
    """Earlier versions, newest first; empty for a post that never changed."""
    return [Revision(**row) for row in conn.execute(load("posts")["revisions"], {"id": post_id})]


def story(conn: Conn, story_id: int) -> list[PostRow]:
    """The posts of a story, the earliest first: it leads."""
    return [post_row(row) for row in conn.execute(load("posts")["story"], {"story_id": story_id})]
