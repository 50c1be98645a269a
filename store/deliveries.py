"""Messages on their way out: claimed, tried, put off, sent or given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from store.db import Conn
from store.rows import PostRow, post_row
from store.scopes import Scope, scope_value
from store.sql import load

State = Literal["waiting", "sent", "dead", "empty"]


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    key: UUID
    """The same at each try."""
    alert_id: int
    made_at: datetime
    attempts: int
    """This one included."""


@dataclass(frozen=True, slots=True)
class Content:
    post: PostRow
    held: bool
    """Muted hours or the day's limit kept it back."""


@dataclass(frozen=True, slots=True)
class Delivery:
    id: int
    key: UUID
    alert_id: int
    search: str
    tier: str
    destination: str
    made_at: datetime
    state: State
    attempts: int
    next_at: datetime
    trouble: str
    finished_at: datetime | None


def claim(conn: Conn, now: datetime, lease: datetime) -> Claimed | None:
    """The message that waits longest; commit before it is sent. Whoever dies with it leaves it to others at `lease`."""
    row = conn.execute(load("deliveries")["claim"], {"now": now, "lease": lease}).fetchone()
    return None if row is None else Claimed(**row)


def contents(conn: Conn, delivery_id: int, scope: Scope) -> list[Content]:
    """Posts of a message as they are now, the most urgent first; deleted ones are not among them."""
    rows = conn.execute(load("deliveries")["contents"], {"id": delivery_id, "scope": scope_value(scope)}).fetchall()
    return [Content(post_row(row), row["held"]) for row in rows]


def finish(conn: Conn, delivery_id: int, state: State, now: datetime, trouble: str = "") -> None:
    values = {"id": delivery_id, "state": state, "now": now, "trouble": trouble}
    conn.execute(load("deliveries")["finish"], values)


def postpone(conn: Conn, delivery_id: int, next_at: datetime, trouble: str) -> None:
    conn.execute(load("deliveries")["postpone"], {"id": delivery_id, "next_at": next_at, "trouble": trouble})


def again(conn: Conn, user_id: int, delivery_id: int, now: datetime) -> bool:
    """Try a given-up message of this user once more, from the beginning."""
    values = {"user_id": user_id, "id": delivery_id, "now": now}
    return conn.execute(load("deliveries")["again"], values).rowcount == 1


def listed(
    conn: Conn, user_id: int, limit: int, *, state: State | None = None, before: int | None = None
) -> list[Delivery]:
    """Of a user's alerts, newest first."""
    values = {"user_id": user_id, "state": state, "before": before, "limit": limit}
    return [Delivery(**row) for row in conn.execute(load("deliveries")["listed"], values)]
