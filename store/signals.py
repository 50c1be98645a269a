"""What moved more than usual, and the campaigns whose spread is watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from domain.times import Window
from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class Signal:
    kind: str
    day: date
    value: float
    expected: float
    topic: str = ""
    province: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Campaign:
    slug: str
    name: str
    phrases: tuple[str, ...]
    first_day: date
    last_day: date


def put(conn: Conn, signal: Signal) -> None:
    """Store a signal, over an earlier one of the same kind, day, topic and province."""
    conn.execute(load("signals")["put"], {**asdict(signal), "detail": Jsonb(dict(signal.detail))})


def within(conn: Conn, window: Window) -> list[Signal]:
    """Signals of a window, newest day first."""
    rows = conn.execute(load("signals")["within"], {"first": window.first, "last": window.last})
    return [Signal(**row) for row in rows]


def put_campaigns(conn: Conn, campaigns: Sequence[Campaign]) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(
            load("signals")["put_campaign"], [{**asdict(each), "phrases": list(each.phrases)} for each in campaigns]
        )


def campaigns(conn: Conn) -> list[Campaign]:
    """All campaigns, the latest first."""
    return [Campaign(**{**row, "phrases": tuple(row["phrases"])}) for row in conn.execute(load("signals")["campaigns"])]
