"""Events that people take apart or put together. Their posts are pinned: the machine never moves them again."""

from __future__ import annotations

from collections.abc import Sequence

from store import events
from store.db import Conn
from store.errors import NotFound
from store.locks import lock_posts
from store.regrouping import Pin
from store.sql import load


def separate(conn: Conn, ids: Sequence[int], user_id: int) -> None:
    """Take posts out of their event: one stays alone, several become an event of their own."""
    lock_posts(conn)
    told = events.touched(conn, ids)
    _pin(conn, ids, events.begin(conn) if len(ids) > 1 else None, user_id)
    events.refresh(conn, told)


def unite(conn: Conn, post_id: int, other_id: int, user_id: int) -> int:
    """Make one event of those of two posts, with their copies; its id. Raises NotFound for a post that is none."""
    lock_posts(conn)
    told = events.touched(conn, [post_id, other_id])
    values = {"ids": [post_id, other_id], "events": told}
    ids = [row["id"] for row in conn.execute(load("events")["together"], values)]
    if not {post_id, other_id} <= set(ids):
        raise NotFound(f"post {other_id} is not stored; it may have been deleted on request")
    event_id = events.begin(conn)
    _pin(conn, ids, event_id, user_id)
    events.refresh(conn, told)
    return event_id


def pins(conn: Conn, ids: Sequence[int]) -> dict[int, Pin]:
    """By post; a post that the machine may still move is not among them."""
    return {row["post_id"]: Pin(**row) for row in conn.execute(load("events")["pinned"], {"ids": list(ids)})}


def _pin(conn: Conn, ids: Sequence[int], event_id: int | None, user_id: int) -> None:
    conn.execute(load("events")["pin"], {"ids": list(ids), "event_id": event_id, "user_id": user_id})
