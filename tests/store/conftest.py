"""The store is tested on PostgreSQL 18 and 16, and on Debian's 15 where one asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from databases import DEBIANS, Databases
from saving_help import prepare

from store.db import Conn, connect

VERSIONS = [18, 16, *DEBIANS]
NAMES = [f"pg{version}" for version in VERSIONS]


@pytest.fixture(params=VERSIONS, ids=NAMES)
def store_dsn(request: pytest.FixtureRequest, databases: Callable[[int], Databases]) -> Iterator[str]:
    """The address of a fresh, migrated database, once on each version."""
    with databases(request.param).fresh() as address:
        yield address


@pytest.fixture(params=VERSIONS, ids=NAMES)
def empty_dsn(request: pytest.FixtureRequest, databases: Callable[[int], Databases]) -> Iterator[str]:
    """The address of a database without any table, once on each version."""
    with databases(request.param).fresh("template0") as address:
        yield address


@pytest.fixture(scope="session", params=VERSIONS, ids=NAMES)
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
