"""Tables are made once, by whoever comes first, and never by a program that is older than they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from server_help import until

from store.db import connect
from store.errors import DatabaseUnavailable, MigrationError
from store.migrate import head, upgrade
from store.queue_tables import _newer, upgrade_queue


def test_programs_that_start_together_migrate_once(empty_dsn: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, [empty_dsn] * 4))
    with connect(empty_dsn) as conn:
        assert conn.execute("SELECT version_num FROM alembic_version").fetchall() == [{"version_num": head()}]
        assert conn.execute("SELECT count(*) AS n FROM procrastinate_jobs").fetchone() == {"n": 0}
        upgrade_queue(conn)


def test_tables_of_a_newer_program_are_left_alone(store_dsn: str) -> None:
    with connect(store_dsn) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MigrationError, match="update the program"):
        upgrade(store_dsn)


def test_a_database_of_somebody_else_is_left_alone(empty_dsn: str) -> None:
    with connect(empty_dsn) as conn:
        conn.execute("CREATE TABLE stories (title text)")
    with pytest.raises(MigrationError, match="nothing was changed"):
        upgrade(empty_dsn)
    with connect(empty_dsn) as conn:
        assert conn.execute("SELECT to_regclass('sources') AS made").fetchone() == {"made": None}


def test_the_queue_gets_the_migrations_since_the_version_that_made_it() -> None:
    assert _newer("99.0.0") == []
    names = [file.name for file in _newer("3.2.0")]
    assert names == sorted(names)
    assert names
    assert all(name > "03.02.00" for name in names)


def test_a_server_that_goes_away_is_an_error_of_the_store(store_dsn: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="try again"):
        _lose(store_dsn)


def _lose(dsn: str) -> None:
    with connect(dsn) as conn:
        with psycopg.connect(dsn, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (conn.info.backend_pid,))
            until(lambda: _gone(other, conn.info.backend_pid))
        conn.execute("SELECT 1")


def _gone(other: psycopg.Connection[tuple[object, ...]], pid: int) -> bool:
    return other.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", (pid,)).fetchone() is None
