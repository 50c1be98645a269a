"""Connections. The boundary opens one, and its `with` block is the transaction."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from store.errors import DatabaseUnavailable

Conn = psycopg.Connection[DictRow]
Pool = ConnectionPool[Conn]

LOST = "the database went away or was too busy; nothing of this step was saved, see that its disk has room, try again"
FULL = "the disk of the database is full; free some room and start again, nothing that was stored is lost"


class StoreConnection(psycopg.Connection[DictRow]):
    """A connection whose `with` block ends in an error of the store when the server went away inside it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        except psycopg.OperationalError as lost:
            raise _unavailable(lost) from lost
        if isinstance(error, psycopg.OperationalError):
            raise _unavailable(error) from error


def _unavailable(error: psycopg.OperationalError) -> DatabaseUnavailable:
    return DatabaseUnavailable(FULL if isinstance(error, psycopg.errors.DiskFull) else LOST)


OPTIONS: dict[str, Any] = {"connect_timeout": 10, "application_name": "langnghe"}


def connect(dsn: str) -> Conn:
    """Open a connection; leaving its `with` block commits, an exception rolls back.

    Raises DatabaseUnavailable, also from that block when the server goes away during it.
    """
    try:
        return StoreConnection.connect(dsn, row_factory=dict_row, **OPTIONS)
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(
            "the database does not answer; see that PostgreSQL runs and that DATABASE_URL and PGPASSWORD are right"
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
