"""Reports on their way by e-mail: one letter a report and address, claimed, tried, put off, sent or given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from store.db import Conn
from store.sql import load

State = Literal["waiting", "sent", "dead"]


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    key: UUID
    """The same at each try."""
    report_id: int
    address: str
    attempts: int
    """This one included."""


@dataclass(frozen=True, slots=True)
class Letter:
    id: int
    address: str
    state: State
    attempts: int
    trouble: str
    made_at: datetime
    finished_at: datetime | None


def add(conn: Conn, report_id: int, addresses: Sequence[str], now: datetime) -> int:
    """Letters to those who have none of this report yet; none of a draft. Returns how many."""
    values = {"report_id": report_id, "addresses": list(addresses), "now": now}
    return conn.execute(load("report_letters")["add"], values).rowcount


def claim(conn: Conn, now: datetime, lease: datetime) -> Claimed | None:
    """The letter that waits longest; commit before it is sent. Whoever dies with it leaves it to others at `lease`."""
    row = conn.execute(load("report_letters")["claim"], {"now": now, "lease": lease}).fetchone()
    return None if row is None else Claimed(**row)


def finish(conn: Conn, letter_id: int, state: State, now: datetime, trouble: str = "") -> None:
    values = {"id": letter_id, "state": state, "now": now, "trouble": trouble}
    conn.execute(load("report_letters")["finish"], values)


def postpone(conn: Conn, letter_id: int, next_at: datetime, trouble: str) -> None:
    conn.execute(load("report_letters")["postpone"], {"id": letter_id, "next_at": next_at, "trouble": trouble})


def of_report(conn: Conn, report_id: int) -> list[Letter]:
    return [Letter(**row) for row in conn.execute(load("report_letters")["of_report"], {"report_id": report_id})]
