"""The months of `posts`. Made ahead by a scheduled job, and by posts.save for a month that is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from psycopg import sql as compose

from domain.times import aware
from store.db import Conn
from store.locks import lock_posts
from store.sql import load

FIRST = date(2024, 1, 1)
"""Everything older lies in `posts_archive`: few posts, and no month is worth a partition."""


def ahead(conn: Conn, today: date, months: int = 3) -> int:
    """Make this month and the next ones; returns how many were missing."""
    first = today.replace(day=1)
    wanted = [first]
    for _ in range(months):
        wanted.append(_next(wanted[-1]))
    return _make(conn, wanted)


def ensure(conn: Conn, moments: Iterable[datetime]) -> None:
    """Make the months in which `moments` fall."""
    _make(conn, {aware(moment).date().replace(day=1) for moment in moments})


def _make(conn: Conn, months: Iterable[date]) -> int:
    wanted = {f"posts_{month:%Y_%m}": month for month in months if month >= FIRST}
    if not _missing(conn, wanted):
        return 0
    lock_posts(conn)
    missing = _missing(conn, wanted)
    for name in missing:
        _attach(conn, name, wanted[name])
    return len(missing)


def _missing(conn: Conn, wanted: Iterable[str]) -> list[str]:
    rows = conn.execute(load("partitions")["missing"], {"names": sorted(wanted)}).fetchall()
    return [row["name"] for row in rows]


def _attach(conn: Conn, name: str, month: date) -> None:
    """CREATE and ATTACH instead of CREATE … PARTITION OF, which would stop every reader and writer of `posts`."""
    table, first, last = compose.Identifier(name), compose.Literal(f"{month} 00:00+00"), _next(month)
    conn.execute(
        compose.SQL(
            "CREATE TABLE {} (LIKE posts INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)"
            " WITH (toast_tuple_target = 8160)"
        ).format(table)
    )
    conn.execute(
        compose.SQL("ALTER TABLE posts ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})").format(
            table, first, compose.Literal(f"{last} 00:00+00")
        )
    )


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
