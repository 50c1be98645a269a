"""Keeps what posts are counted and chosen by equal to the views that define it: daily_counts, daily_topics,
daily_targets and post_facts."""

from __future__ import annotations

from collections.abc import Sequence

from store.db import Conn
from store.sql import load


def add(conn: Conn, ids: Sequence[int]) -> None:
    """Count posts in, after everything about them is stored."""
    _shift(conn, ids, 1)


def subtract(conn: Conn, ids: Sequence[int]) -> None:
    """Count posts out, before anything about them changes."""
    _shift(conn, ids, -1)


def rebuild(conn: Conn, model: str) -> None:
    """Count everything of one model, which is live, afresh."""
    for name in ("clear_counts", "clear_topics", "clear_targets", "fill_counts", "fill_topics", "fill_targets"):
        conn.execute(load("rollup")[name], {"model": model})
    for name in ("clear_facts", "fill_facts"):
        conn.execute(load("rollup")[name])


def _shift(conn: Conn, ids: Sequence[int], sign: int) -> None:
    if not ids:
        return
    for name in ("shift_counts", "shift_topics", "shift_targets"):
        conn.execute(load("rollup")[name], {"ids": list(ids), "sign": sign})
    conn.execute(load("rollup")["add_facts" if sign > 0 else "drop_facts"], {"ids": list(ids)})
    if sign < 0:
        conn.execute(load("rollup")["drop_empty_counts"])
        conn.execute(load("rollup")["drop_empty_topics"])
        conn.execute(load("rollup")["drop_empty_targets"])
