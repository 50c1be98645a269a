"""Bring a database's tables up to date: our own through Alembic, then the job queue's."""

from __future__ import annotations

from pathlib import Path

import psycopg

from store.db import Conn, connect
from store.errors import DatabaseUnavailable, MigrationError
from store.locks import lock_migration
from store.queue_tables import upgrade_queue

OLDEST_SERVER = 150000
"""Debian 12's; its tests run on it (LANGNGHE_TEST_DEBIAN=1)."""
VERSIONS = Path(__file__).parent / "migrations" / "versions"

OURS = frozenset({"alembic_version", "sources", "pages", "posts"})
"""Made by the first migration, all or none."""

_TABLES = """
    SELECT c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1
"""
"""Tables, but for those that an extension brought."""


def head() -> str:
    """The number of the newest migration in this program."""
    return max(path.name[:4] for path in VERSIONS.glob("[0-9]*.sql"))


def upgrade(dsn: str) -> None:
    """Apply what is missing; nothing happens when nothing is. Raises MigrationError, DatabaseUnavailable."""
    try:
        with connect(dsn) as conn:
            lock_migration(conn)
            _refuse_old_server(conn)
            _refuse_strangers(conn)
            found = _version(conn)
            if found is not None and found > head():
                raise MigrationError(
                    f"the tables are of version {found}, this program knows {head()}; update the program"
                )
            if found != head():
                _apply(dsn)
            upgrade_queue(conn)
    except psycopg.Error as error:
        raise _failed(error) from error


def _failed(error: BaseException) -> MigrationError:
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return MigrationError(
            "the account of DATABASE_URL may not make or read our tables; give it a database of its own "
            "(CREATE DATABASE langnghe OWNER …)"
        )
    return MigrationError(
        f"a migration failed ({type(error).__name__}) and nothing was changed; give the program an empty database "
        "or one that it made"
    )


def _refuse_strangers(conn: Conn) -> None:
    """Leave a database alone in which another program keeps its tables, whether or not a name would clash."""
    found = [str(row["name"]) for row in conn.execute(_TABLES)]
    if found and not set(found) >= OURS:
        raise MigrationError(
            f"the database holds tables of another program ({', '.join(found[:3])}) and nothing was changed; "
            "give DATABASE_URL a database of its own"
        )


def _refuse_old_server(conn: Conn) -> None:
    if conn.info.server_version < OLDEST_SERVER:
        raise MigrationError(
            f"the server is PostgreSQL {conn.info.server_version // 10000}; give DATABASE_URL one of version "
            f"{OLDEST_SERVER // 10000} or newer, or none, and the program runs its own"
        )


def _version(conn: Conn) -> str | None:
    row = conn.execute("SELECT to_regclass('alembic_version') AS found").fetchone()
    if row is None or row["found"] is None:
        return None
    row = conn.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row["version_num"])


def _apply(dsn: str) -> None:
    """Alembic is imported here only: a database that is up to date should not pay for it."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable("the database went away while its tables were made; start again") from error
    except (psycopg.Error, SQLAlchemyError) as error:
        raise _failed(getattr(error, "orig", None) or error) from error
