"""Connections. The boundary opens one, and its `with` block is the transaction."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from store.errors import DatabaseUnavailable

Conn = psycopg.Connection[DictRow]
Pool = ConnectionPool[Conn]

OPTIONS: dict[str, Any] = {"connect_timeout": 10, "application_name": "langnghe"}


def connect(dsn: str) -> Conn:
    """Open a connection; leaving its `with` block commits, an exception rolls back. Raises DatabaseUnavailable."""
    try:
        return psycopg.Connection[DictRow].connect(dsn, row_factory=dict_row, **OPTIONS)
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(
            "the database does not answer; see that PostgreSQL runs and that DATABASE_URL is right"
        ) from error


def pool(dsn: str, *, size: int = 8) -> Pool:
    """An open pool for a threaded server; close it with its `with` block. A dead connection is never handed out."""
    return ConnectionPool(
        dsn,
        min_size=1,
        max_size=size,
        open=True,
        timeout=10,
        kwargs={"row_factory": dict_row, **OPTIONS},
        connection_class=psycopg.Connection[DictRow],
        check=ConnectionPool.check_connection,
    )
