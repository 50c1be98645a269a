"""Saved searches that tell of new posts: what they found, and the messages that it becomes.

Posts are found by number. Savers take turns (store.locks), so numbers become visible in their order, and an alert that
has looked at all up to one number has missed none. Finding and packing are one transaction each: a kill loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, Literal

from store import asked
from store.db import Conn
from store.errors import NotFound
from store.scopes import Scope
from store.searching import PostQuery, values_of
from store.sql import load

Tier = Literal["at_once", "daily", "weekly"]
CHUNK = 5_000
"""Posts looked at in one step."""


@dataclass(frozen=True, slots=True)
class NewAlert:
    search_id: int
    tier: Tier
    webhook_id: int | None
    address: str
    muted: tuple[time, time] | None
    most_a_day: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    id: int
    search_id: int
    search: str
    page: str
    """Address of the search page."""
    asked: PostQuery | None
    """None for a search that was kept before there were alerts and not since."""
    user_id: int
    scope: Scope
    owner_active: bool
    webhook_id: int | None
    webhook: str
    address: str
    """E-mail of the office; empty for a webhook."""
    tier: Tier
    muted: tuple[time, time] | None
    """Clock of Viet Nam."""
    most_a_day: int
    active: bool
    seen_id: int
    due_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    posts: int
    news: int
    """Of them: no copies of what was told."""


def add(conn: Conn, user_id: int, new: NewAlert) -> int:
    """Returns its number. Raises NotFound for a search or webhook of somebody else."""
    first, last = new.muted or (None, None)
    values = {
        "user_id": user_id,
        "search_id": new.search_id,
        "webhook_id": new.webhook_id,
        "address": new.address,
        "tier": new.tier,
        "muted_from": first,
        "muted_until": last,
        "most_a_day": new.most_a_day,
        "due_at": new.due_at,
    }
    row = conn.execute(load("alerts")["add"], values).fetchone()
    if row is None:
        raise NotFound("there is no such search or webhook of this user")
    return int(row["id"])


def every(conn: Conn, user_id: int | None = None) -> list[Alert]:
    """Of one person, or of all."""
    return [_alert(row) for row in conn.execute(load("alerts")["every"], {"user_id": user_id, "id": None})]


def get(conn: Conn, alert_id: int) -> Alert:
    """Raises NotFound."""
    row = conn.execute(load("alerts")["every"], {"user_id": None, "id": alert_id}).fetchone()
    if row is None:
        raise NotFound(f"there is no alert {alert_id}")
    return _alert(row)


def switch(conn: Conn, user_id: int, alert_id: int, *, active: bool) -> bool:
    values = {"user_id": user_id, "id": alert_id, "active": active}
    return conn.execute(load("alerts")["switch"], values).rowcount == 1


def drop(conn: Conn, user_id: int, alert_id: int) -> bool:
    return conn.execute(load("alerts")["drop"], {"user_id": user_id, "id": alert_id}).rowcount == 1


def take(conn: Conn, alert_id: int) -> bool:
    """Be the only one who works on this alert until the transaction ends; False where somebody does already."""
    return conn.execute(load("alerts")["take"], {"id": alert_id}).fetchone() is not None


def look(conn: Conn, alert: Alert) -> bool:
    """Note which of the next new posts the alert asks for; True while there are more to look at."""
    newest = int((conn.execute(load("alerts")["newest_post"]).fetchone() or {"id": 0})["id"])
    if alert.asked is None or newest <= alert.seen_id:
        return False
    upto = min(alert.seen_id + CHUNK, newest)
    query = replace(alert.asked, scope=alert.scope)
    values = values_of(query) | {"seen": alert.seen_id, "upto": upto, "alert_id": alert.id}
    statement = load("alerts")["found"].replace("TABLE post_facts", load("searching")["by_new"])
    conn.execute(statement, values, prepare=False)
    conn.execute(load("alerts")["looked"], values)
    return upto < newest


def waiting(conn: Conn, alert_id: int, now: datetime) -> Waiting:
    row = conn.execute(load("alerts")["waiting"], {"alert_id": alert_id, "now": now}).fetchone() or {}
    return Waiting(**row)


def told_since(conn: Conn, alert_id: int, since: datetime) -> int:
    """Messages of an alert since a moment."""
    values = {"alert_id": alert_id, "since": since}
    return int((conn.execute(load("alerts")["told_since"], values).fetchone() or {})["messages"])


def hold(conn: Conn, alert_id: int) -> None:
    """Note that what waits was kept back; the message that brings it says so."""
    conn.execute(load("alerts")["hold"], {"alert_id": alert_id})


def pack(conn: Conn, alert_id: int, now: datetime) -> int:
    """Put what waits into a message; returns its number."""
    row = conn.execute(load("alerts")["begin"], {"alert_id": alert_id, "now": now}).fetchone() or {}
    conn.execute(load("alerts")["pack"], {"alert_id": alert_id, "delivery_id": row["id"]})
    return int(row["id"])


def next_due(conn: Conn, alert_id: int, due_at: datetime) -> None:
    conn.execute(load("alerts")["next_due"], {"alert_id": alert_id, "due_at": due_at})


def forget(conn: Conn, before: datetime) -> int:
    """Posts of messages that left before a moment; the record of the messages stays."""
    return conn.execute(load("alerts")["forget"], {"before": before}).rowcount


def _alert(row: Mapping[str, Any]) -> Alert:
    values = dict(row)
    query, provinces = values.pop("query"), values.pop("provinces")
    first, last = values.pop("muted_from"), values.pop("muted_until")
    return Alert(
        **values,
        scope=tuple(provinces) or None,
        page=str(query.get("address", "/tim-kiem")),
        asked=asked.from_json(query["asked"]) if "asked" in query else None,
        muted=(first, last) if first is not None else None,
    )
