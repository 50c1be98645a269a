"""Deletes posts: on request, or at the end of their time."""

from __future__ import annotations

from collections.abc import Iterable

from store import events, rollup, stories
from store.db import Conn
from store.locks import lock_posts
from store.sql import load

HANGING_ON = (
    "bare",
    "drop_flags",
    "drop_labels",
    "drop_corrections",
    "drop_assignments",
    "drop_pins",
    "drop_events",
    "drop_reviews",
    "drop_revisions",
    "drop_posts",
    "mark_erased",
)


def erase(conn: Conn, ids: Iterable[int]) -> int:
    """Delete posts and everything known of them, reviews and labels too. Returns how many were deleted.

    Their keys stay behind, so that a post deleted on request does not come back with the next crawl.
    """
    lock_posts(conn)
    found = [row["post_id"] for row in conn.execute(load("saving")["lock_ids"], {"ids": list(ids)})]
    rollup.subtract(conn, found)
    told, together = stories.of(conn, found), events.touched(conn, found)
    for name in HANGING_ON:
        conn.execute(load("saving")[name], {"ids": found})
    stories.refresh(conn, told)
    events.refresh(conn, together)
    return len(found)
