"""PostgreSQL servers for tests, with a migrated template that every test copies."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage, rmtree

import psycopg
from debian_server import DebianServer, installed

from store.migrate import upgrade
from store.server import start

TEMPLATE = "template_langnghe"
HASTE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "64MB"}
"""These databases die with the tests."""
OLDEST = 15
DEBIANS = [OLDEST] if os.environ.get("LANGNGHE_TEST_DEBIAN") and OLDEST in installed() else []
"""Set LANGNGHE_TEST_DEBIAN=1 to run the tests of the store on Debian 12's PostgreSQL too."""


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that the server's account can reach; pytest's own are closed to everybody else."""
    path = Path(tempfile.mkdtemp(prefix="langnghe-test-", dir=_memory()))
    path.chmod(0o755)
    try:
        yield path
    finally:
        rmtree(path, ignore_errors=True)


def _memory() -> str | None:
    """A disk in memory where there is a roomy one: copying a database takes 20 ms there and 600 on a slow disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and disk_usage(memory).free > 2_000_000_000
    return str(memory) if roomy else None


class Databases:
    """A server with a migrated template, of which every test gets a copy."""

    def __init__(self, version: int, data: Path) -> None:
        self._server = DebianServer(version, data) if version in DEBIANS else start(data, version, tuning=HASTE)
        self._made = 0
        self._command(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
        upgrade(self._server.dsn(TEMPLATE))

    @contextmanager
    def fresh(self, template: str = TEMPLATE) -> Iterator[str]:
        self._made += 1
        name = f"test_{self._made}"
        self._command(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield self._server.dsn(name)
        finally:
            self._command(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._server.close()

    def _command(self, sql: str) -> None:
        with psycopg.connect(self._server.dsn("postgres"), autocommit=True) as conn:
            conn.execute(sql.encode())
