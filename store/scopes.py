"""Whose posts a member of staff looks after: some provinces, or all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import LiteralString

from store.db import Conn
from store.sql import load

Scope = tuple[str, ...] | None
"""Two-digit codes; None for everything.

A post is seen when it names one of the provinces. One that names none belongs to the province of its source, and one of
a national source to everybody: else nobody would hear of what names no place.
"""


def within(statement: LiteralString, scope: Scope) -> LiteralString:
    """A statement over the daily counts, of what is seen with this scope; it then takes `first`, `last`, `scope`."""
    if scope is None:
        return statement
    for table, rows in load("seen").items():
        statement = statement.replace(f"{table} c", f"({rows}) c")
    return statement


def scope_value(scope: Scope) -> list[str] | None:
    """As the statements take it."""
    return None if scope is None else list(scope)


def seen(conn: Conn, ids: Iterable[int], scope: Scope) -> set[int]:
    """Which of these posts somebody with this scope sees; a post that is not stored is not among them."""
    values = {"ids": list(ids), "scope": scope_value(scope)}
    return {row["id"] for row in conn.execute(load("scopes")["seen"], values)}


def seen_stories(conn: Conn, ids: Iterable[int], scope: Scope) -> set[int]:
    """Which of these stories have a post that is seen."""
    values = {"ids": list(ids), "scope": scope_value(scope)}
    return {row["story_id"] for row in conn.execute(load("scopes")["seen_stories"], values)}
