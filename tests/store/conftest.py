"""The store is tested on PostgreSQL 18 and 16."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from databases import Databases
from saving_help import prepare

from store.db import Conn, connect


@pytest.fixture(params=[18, 16], ids=["pg18", "pg16"])
def store_dsn(request: pytest.FixtureRequest, databases: Callable[[int], Databases]) -> Iterator[str]:
    """The address of a fresh, migrated database, once on each version."""
    with databases(request.param).fresh() as address:
        yield address


@pytest.fixture(params=[18, 16], ids=["pg18", "pg16"])
def empty_dsn(request: pytest.FixtureRequest, databases: Callable[[int], Databases]) -> Iterator[str]:
    """The address of a database without any table, once on each version."""
    with databases(request.param).fresh("template0") as address:
        yield address


@pytest.fixture(scope="session", params=[18, 16], ids=["pg18", "pg16"])
def shared_dsn(request: pytest.FixtureRequest, databases: Callable[[int], Databases]) -> Iterator[str]:
    """The address of a migrated database in which nobody commits."""
    with databases(request.param).fresh() as address:
        yield address


@pytest.fixture
def conn(shared_dsn: str) -> Iterator[Conn]:
    """A connection to a migrated database without rows; what the test writes is rolled back."""
    connection = connect(shared_dsn)
    yield connection
    connection.close()


@pytest.fixture
def ready(conn: Conn) -> Conn:
    """`conn` with two sources and a reviewer."""
    prepare(conn)
    return conn
