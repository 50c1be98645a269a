"""How much of what was flagged has been decided and answered, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.flag import Priority
from domain.times import Window
from store.db import Conn
from store.scopes import Scope, scope_value
from store.sql import load


@dataclass(frozen=True, slots=True)
class Speed:
    priority: Priority
    items: int
    decided: int
    answered: int
    """Among them: with a public answer."""
    hours: float | None
    """Half of the decisions came within so many hours of the first reading; None without any."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A topic's flagged questions. '' is what no topic covers."""

    topic: str
    asked: int
    owned: int
    answered: int
    open: int
    hours: float | None
    """Half of the public answers came within so many hours of the first reading; None without any."""
    first_answer: date | None


def loop(conn: Conn, window: Window, scope: Scope = None) -> list[Loop]:
    """Of the questions listed in a window, the most asked topic first."""
    values = {"start": window.start, "end": window.end, "scope": scope_value(scope)}
    rows = conn.execute(load("answering")["loop"], values)
    return [Loop(**row) for row in rows]


def speed(conn: Conn, window: Window, scope: Scope = None) -> list[Speed]:
    """Of the flagged posts of a window, most urgent first."""
    values = {"first": window.first, "last": window.last, "scope": scope_value(scope)}
    rows = conn.execute(load("answering")["speed"], values)
    return [Speed(**{**row, "priority": Priority(row["priority"])}) for row in rows]
