"""How much of what was flagged has been decided and answered, and how fast."""

from __future__ import annotations

from dataclasses import dataclass

from domain.flag import Priority
from domain.times import Window
from store.db import Conn
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


def speed(conn: Conn, window: Window) -> list[Speed]:
    """Of the flagged posts of a window, most urgent first."""
    rows = conn.execute(load("answering")["speed"], {"first": window.first, "last": window.last})
    return [Speed(**{**row, "priority": Priority(row["priority"])}) for row in rows]
