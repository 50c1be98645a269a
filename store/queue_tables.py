"""The tables of procrastinate, the job queue. They are its own; we only see that they fit the installed version."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from procrastinate.schema import SchemaManager

from store.db import Conn

_MARK = "SELECT obj_description(to_regclass('procrastinate_jobs')) AS mark, to_regclass('procrastinate_jobs') AS found"


def upgrade_queue(conn: Conn) -> None:
    """Make the queue's tables, or apply procrastinate's own migrations since the version that made them."""
    installed = version("procrastinate")
    row = conn.execute(_MARK).fetchone() or {}
    if row.get("found") is None:
        conn.execute(SchemaManager.get_schema())
    elif (made_by := _made_by(row["mark"])) != installed:
        for file in _newer(made_by):
            conn.execute(file.read_text(encoding="utf-8"))
    else:
        return
    conn.execute(f"COMMENT ON TABLE procrastinate_jobs IS 'procrastinate {_plain(installed)}'")


def _made_by(mark: str | None) -> str:
    return (mark or "procrastinate 0").removeprefix("procrastinate ")


def _newer(made_by: str) -> list[Path]:
    """procrastinate's migration files are named `03.04.00_01_pre_…` after the version that brought them."""
    files = sorted(Path(SchemaManager.get_migrations_path()).glob("[0-9]*.sql"))
    return [file for file in files if _numbers(file.name.split("_")[0]) > _numbers(made_by)]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum() or character in ".+-")
