"""Fixtures for every room: a fresh, migrated database on our own PostgreSQL."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything else: pytest puts tests/ first, where tests/store would hide store.
sys.path.insert(0, str(Path(__file__).parents[1]))

from databases import Databases, folder

# How long an example takes says how busy the machine is.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def databases() -> Iterator[Callable[[int], Databases]]:
    """The server of a PostgreSQL version, started when the first test asks for it."""
    running: dict[int, Databases] = {}
    with ExitStack() as stack:

        def of(version: int) -> Databases:
            if version not in running:
                running[version] = Databases(version, stack.enter_context(folder()))
                stack.callback(running[version].close)
            return running[version]

        yield of


@pytest.fixture
def dsn(databases: Callable[[int], Databases]) -> Iterator[str]:
    """The address of a fresh, migrated database on PostgreSQL 18."""
    with databases(18).fresh() as address:
        yield address
