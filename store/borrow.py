"""A connection from the pool for one request. Its transaction is the request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg_pool import PoolTimeout

from store.db import Conn, Pool
from store.errors import DatabaseUnavailable


@contextmanager
def borrowed(pool: Pool) -> Iterator[Conn]:
    """Commit at the end, roll back after an exception. Raises DatabaseUnavailable when there is no server."""
    try:
        with pool.connection() as conn:
            yield conn
    except (PoolTimeout, psycopg.OperationalError) as error:
        raise DatabaseUnavailable("the database does not answer; see that PostgreSQL runs, then try again") from error


def answers(conn: Conn) -> bool:
    """Whether the database does its work."""
    return conn.execute("SELECT 1 AS one").fetchone() is not None
