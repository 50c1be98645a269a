"""Relevant posts a day of everything that is watched for waves, and how many posts use a word. Of the live model."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from domain.times import Window
from store.db import Conn
from store.sql import load


def daily(conn: Conn, window: Window) -> list[tuple[date, str, str, int]]:
    """Rows of day, dimension (topic, province, target, kind), name and posts; days without posts are left out."""
    values = {"first": window.first, "last": window.last}
    rows = conn.execute(load("daily_series")["daily"], values)
    return [(row["day"], row["dimension"], row["name"], row["posts"]) for row in rows]


def local(conn: Conn, window: Window) -> list[tuple[date, str, str, int]]:
    """Rows of day, topic, province and posts."""
    values = {"first": window.first, "last": window.last}
    rows = conn.execute(load("daily_series")["local"], values)
    return [(row["day"], row["topic"], row["province"], row["posts"]) for row in rows]


def totals(conn: Conn, window: Window) -> dict[date, int]:
    """All relevant posts of each day that has some."""
    values = {"first": window.first, "last": window.last}
    return {row["day"]: row["posts"] for row in conn.execute(load("daily_series")["totals"], values)}


def weekly_topics(conn: Conn, last: date, weeks: int) -> dict[str, list[int]]:
    """Relevant posts of each topic in each of the `weeks` weeks that end with `last`, the oldest first; fewer weeks
    where posts began to be collected later, or not a single one stands in the first of them."""
    rows = list(conn.execute(load("daily_series")["weekly_topics"], {"last": last, "weeks": weeks}))
    oldest = max((row["ago"] for row in rows), default=-1)
    found = {row["topic"]: [0] * (oldest + 1) for row in rows if row["topic"]}
    for row in rows:
        if row["topic"]:
            found[row["topic"]][oldest - row["ago"]] = row["posts"]
    return found


def words(conn: Conn, ids: Collection[int], window: Window) -> dict[str, int]:
    """In how many of these posts each compound word stands, as written; only posts that lie in the window."""
    values = {"ids": list(ids), "start": window.start, "end": window.end}
    return {row["word"]: row["posts"] for row in conn.execute(load("daily_series")["words"], values)}
