"""Every statement is planned by both PostgreSQL versions, and migrations equal schema.sql."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

import store
from store import sql
from store.db import Conn
from store.migrate import upgrade

SCHEMA = Path(store.__file__).parent / "schema.sql"
STATEMENTS = [(module, name) for module in sql.modules() for name in sql.load(module)]

CATALOGUE = """
SELECT c.relname || ' ' || c.relkind::text AS thing,
       concat_ws(' | ', pg_get_viewdef(c.oid), pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
                 pg_get_indexdef(i.indexrelid)) AS shape
FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '(procrastinate|alembic)'
UNION ALL
SELECT a.attrelid::regclass || '.' || a.attname,
       concat_ws(' | ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attnum,
                 pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '(procrastinate|alembic)' AND a.attnum > 0
UNION ALL
SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text !~ '(procrastinate|alembic)'
ORDER BY 1, 2
"""


@pytest.mark.parametrize(("module", "name"), STATEMENTS)
def test_every_statement_can_be_prepared(conn: Conn, module: str, name: str) -> None:
    statement = sql.load(module)[name]
    if re.search(r"^COPY", statement, re.MULTILINE):
        with conn.cursor() as cursor, cursor.copy(statement):
            pass
        return
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", statement)))
    numbered = re.sub(r"%\((\w+)\)s", lambda match: f"${names.index(match[1]) + 1}", statement)
    conn.execute(f"PREPARE statement AS {numbered}".encode())


def test_migrations_equal_the_schema_that_people_read(empty_dsn: str) -> None:
    upgrade(empty_dsn)
    migrated = _catalogue(empty_dsn)
    with psycopg.connect(empty_dsn) as conn:
        conn.execute(b"DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        conn.execute(SCHEMA.read_text(encoding="utf-8").encode())
    assert _catalogue(empty_dsn) == migrated


def test_no_table_has_a_place_for_an_author() -> None:
    columns = re.findall(r"^    (\w+) ", SCHEMA.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(columns) > 150
    assert not {column for column in columns if re.search(r"author|commenter|nick|handle|profile|avatar", column)}


def _catalogue(dsn: str) -> list[tuple[str, str]]:
    with psycopg.connect(dsn) as conn:
        return conn.execute(CATALOGUE.encode()).fetchall()
