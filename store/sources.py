"""Sources as the database knows them, and how each is doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from store.db import Conn
from store.sql import load

State = Literal["ok", "quiet", "empty", "broken", "blocked", "disabled"]

QUIET_AFTER = timedelta(days=14)
"""A union's site that publishes nothing for two weeks is worth a look: its feed may be frozen."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    slug: str
    name: str
    url: str
    kind: str
    level: str = ""
    province: str = ""
    enabled: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    slug: str
    name: str
    url: str
    kind: str
    province: str
    enabled: bool
    reason: str
    """Why it is disabled, or the reason of the last fetch that went wrong."""
    last_fetch_at: datetime | None
    last_item_at: datetime | None
    """`listed_at` of its newest post."""
    pages_total: int
    """Pages at rest; they are purged after a while."""
    pages_set_aside: int
    posts_total: int
    posts_7d: int
    last_outcomes: Mapping[str, int]
    """Outcomes of its last 24 hours of fetching, e.g. {"stored": 12, "same": 30}."""
    state: State


def upsert(conn: Conn, rows: Sequence[SourceRow]) -> None:
    """Store or update sources; those that are not named stay as they are."""
    with conn.cursor() as cursor:
        cursor.executemany(load("sources")["upsert"], [asdict(row) for row in rows])


def all_sources(conn: Conn) -> list[SourceRow]:
    return [SourceRow(**row) for row in conn.execute(load("sources")["all"])]


def health(conn: Conn, now: datetime | None = None) -> list[SourceHealth]:
    """Every source by slug with its state."""
    now = now or datetime.now(UTC)
    rows = conn.execute(load("sources")["health"], {"week": now - timedelta(days=7)}).fetchall()
    return [_health(row, now) for row in rows]


def _health(row: Mapping[str, Any], now: datetime) -> SourceHealth:
    outcomes = row["last_outcomes"]
    state = _state(row["enabled"], outcomes, row["posts_total"], row["last_item_at"], now)
    values = {name: value for name, value in row.items() if name != "trouble"}
    return SourceHealth(**{**values, "reason": row["reason"] or row["trouble"]}, state=state)


def _state(enabled: bool, outcomes: Mapping[str, int], posts: int, last_item: datetime | None, now: datetime) -> State:
    """Nothing but refusals is blocked, nothing but failures is broken; then what was found decides."""
    good = outcomes.get("stored", 0) + outcomes.get("same", 0)
    if not enabled:
        return "disabled"
    if outcomes and not good:
        return "blocked" if outcomes.get("refused") else "broken"
    if not posts or last_item is None:
        return "empty"
    return "quiet" if now - last_item > QUIET_AFTER else "ok"
