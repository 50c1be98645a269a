"""Deletion on request: a post by its number, or everything that stands under an address."""

from __future__ import annotations

from store.db import Conn
from store.erasing import erase
from store.sql import load


def remove(conn: Conn, *, post_id: int | None = None, url: str | None = None) -> list[int]:
    """Numbers of the posts that were deleted; none where nothing fits."""
    ids = [] if post_id is None else [post_id]
    if url is not None:
        ids += [row["id"] for row in conn.execute(load("removal")["of_url"], {"url": url})]
    return ids if ids and erase(conn, ids) else []
