"""All posts of a search, one after the other, as they were at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from store.db import Conn
from store.rows import PostRow
from store.searching import MOST, PostQuery, search


def walk(conn: Conn, query: PostQuery) -> Iterator[PostRow]:
    """Newest first; needs a transaction of its own, which sees nothing of what others write meanwhile.

    Raises BadSearch before the first post.
    """
    conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    wanted: PostQuery | None = replace(query, limit=MOST, cursor=None)
    while wanted is not None:
        page = search(conn, wanted)
        yield from page.posts
        wanted = replace(wanted, cursor=page.next_cursor) if page.next_cursor else None
