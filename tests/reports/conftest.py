"""A database with two sources and a reviewer for the tests that read one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store import sources, users
from store.db import Conn, connect
from store.sources import SourceRow


@pytest.fixture
def conn(dsn: str) -> Iterator[Conn]:
    connection = connect(dsn)
    rows = [
        SourceRow("congdoan-mau", "Công đoàn mẫu", "https://congdoan.example", "union_portal"),
        SourceRow("bao-mau", "Báo mẫu", "https://bao.example", "press"),
    ]
    sources.upsert(connection, rows)
    users.create(connection, "lan", "Lan", users.Role.REVIEWER, "hash")
    yield connection
    connection.close()
