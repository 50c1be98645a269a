"""Stories that people take apart or put together. Their posts are pinned: the machine never moves them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store import stories
from store.db import Conn
from store.errors import NotFound
from store.locks import lock_posts
from store.sql import load


@dataclass(frozen=True, slots=True)
class Pin:
    post_id: int
    who: str
    made_at: datetime


def separate(conn: Conn, ids: Sequence[int], user_id: int) -> None:
    """Take posts out of their story: one stays alone, several become a story of their own."""
    lock_posts(conn)
    told = stories.of(conn, ids)
    conn.execute(load("stories")["alone"], {"ids": list(ids)})
    if len(ids) > 1:
        told.append(_tell(conn, ids))
    _pin(conn, ids, user_id)
    stories.refresh(conn, told)


def unite(conn: Conn, post_id: int, other_id: int, user_id: int) -> None:
    """Make one story of the stories of two posts. Raises NotFound for a post that is not stored."""
    lock_posts(conn)
    told = stories.of(conn, [post_id, other_id])
    rows = conn.execute(load("stories")["together"], {"ids": [post_id, other_id], "stories": told}).fetchall()
    ids = [row["id"] for row in rows]
    if not {post_id, other_id} <= set(ids):
        raise NotFound(f"post {other_id} is not stored; it may have been deleted on request")
    story_id = _tell(conn, ids)
    _pin(conn, ids, user_id)
    stories.refresh(conn, [*told, story_id])


def pins(conn: Conn, ids: Sequence[int]) -> dict[int, Pin]:
    """By post; a post that the machine may still move is not among them."""
    return {row["post_id"]: Pin(**row) for row in conn.execute(load("stories")["pinned"], {"ids": list(ids)})}


def _tell(conn: Conn, ids: Sequence[int]) -> int:
    row = conn.execute(load("stories")["begin"], {"post_id": ids[0]}).fetchone() or {}
    conn.execute(load("stories")["tell"], {"story_id": row["id"], "ids": list(ids)})
    return int(row["id"])


def _pin(conn: Conn, ids: Sequence[int], user_id: int) -> None:
    conn.execute(load("stories")["pin"], {"ids": list(ids), "user_id": user_id})
