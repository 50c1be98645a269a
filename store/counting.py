"""How many posts a search finds, however many: seconds where many have the words, so only when somebody asks for it."""

from __future__ import annotations

from typing import Final

from psycopg import errors as pg

from store.db import Conn
from store.locks import lock_counting
from store.searching import PostQuery, readable, values_of
from store.sql import load

PATIENCE: Final = "20s"


def count_all(conn: Conn, query: PostQuery) -> int | None:
    """None where it would take longer than people wait, or others count already. Raises BadSearch for no tsquery."""
    if not lock_counting(conn):
        return None
    statement = load("searching")[_way(query)]
    values = {**values_of(query), "before_at": None, "before_id": None}
    try:
        with readable(), conn.transaction():
            conn.execute(load("counting")["patience"], {"most": PATIENCE})
            row = conn.execute(statement, values, prepare=False).fetchone() or {"posts": 0}
            conn.execute(load("counting")["patience"], {"most": "0"})
    except pg.QueryCanceled:
        return None
    return int(row["posts"])


def _way(query: PostQuery) -> str:
    if query.status not in {None, "open"}:
        return "all_by_review"
    return "all_by_words" if query.tsquery else "all"
