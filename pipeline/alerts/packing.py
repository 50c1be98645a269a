"""Looks at new posts for every alert and puts what is due into messages. Each step is one transaction."""

from __future__ import annotations

from datetime import datetime

from pipeline.alerts.timing import day_start, next_due, step
from store import alerts
from store.db import Conn, connect


def pack_due(dsn: str, now: datetime) -> int:
    """How many messages were made. Several workers may do this at once: an alert is in the hands of one."""
    with connect(dsn) as conn:
        ids = [alert.id for alert in alerts.every(conn) if alert.active and alert.owner_active]
    made = 0
    for alert_id in ids:
        while _look(dsn, alert_id):
            pass
        with connect(dsn) as conn:
            made += _pack(conn, alert_id, now)
    return made


def _look(dsn: str, alert_id: int) -> bool:
    with connect(dsn) as conn:
        return alerts.take(conn, alert_id) and alerts.look(conn, alerts.get(conn, alert_id))


def _pack(conn: Conn, alert_id: int, now: datetime) -> bool:
    if not alerts.take(conn, alert_id):
        return False
    alert = alerts.get(conn, alert_id)
    todo = step(alert, alerts.waiting(conn, alert_id, now), alerts.told_since(conn, alert_id, day_start(now)), now)
    if todo == "hold":
        alerts.hold(conn, alert_id)
    if todo in {"skip", "pack"}:
        alerts.next_due(conn, alert_id, next_due(alert.tier, now))
    if todo == "pack":
        alerts.pack(conn, alert_id, now)
    return todo == "pack"
