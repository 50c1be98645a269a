"""Sends what alerts found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from domain.outgoing import Outgoing
from pipeline.alerts import mail, webhook
from pipeline.alerts.destinations import BadDestinationError
from pipeline.alerts.message import Message, compose
from pipeline.alerts.outbox import Outbox, send_round
from pipeline.alerts.trouble import Undelivered
from store import alerts, audit, deliveries, webhooks
from store.alerts import Alert
from store.db import Conn, connect
from store.deliveries import Claimed
from store.errors import NotFound


def send_due(dsn: str, outgoing: Outgoing, now: Callable[[], datetime]) -> int:
    """How many messages arrived. Several workers may do this at once."""
    box = Outbox(deliveries.claim, partial(_try, dsn, outgoing), _postpone, _give_up)
    return send_round(dsn, box, now)


def _try(dsn: str, outgoing: Outgoing, claimed: Claimed, now: datetime) -> bool:
    """An alert that was switched off for good meanwhile took its messages along."""
    try:
        return _deliver(dsn, outgoing, claimed, now)
    except NotFound:
        return False
    except BadDestinationError as bad:
        raise Undelivered(str(bad), final=True) from bad


def _deliver(dsn: str, outgoing: Outgoing, claimed: Claimed, now: datetime) -> bool:
    with connect(dsn) as conn:
        alert = alerts.get(conn, claimed.alert_id)
        contents = deliveries.contents(conn, claimed.id, alert.scope)
        if not contents or not alert.owner_active:
            deliveries.finish(conn, claimed.id, "empty", now)
            return False
    message = compose(alert, claimed, contents, outgoing.pages)
    _send(dsn, alert, message, outgoing, now)
    with connect(dsn) as conn:
        deliveries.finish(conn, claimed.id, "sent", now)
        audit.add(conn, None, "alert_sent", f"alert:{alert.id}", {"posts": message.posts, "id": message.id})
    return True


def _send(dsn: str, alert: Alert, message: Message, outgoing: Outgoing, now: datetime) -> None:
    """No connection is held meanwhile: another's server may take its time."""
    if alert.webhook_id is None:
        mail.send(message, alert.address, outgoing, now)
        return
    with connect(dsn) as conn:
        target = webhooks.target(conn, alert.webhook_id, now)
    webhook.send(message, target, outgoing, now)


def _postpone(conn: Conn, claimed: Claimed, until: datetime, why: str) -> None:
    deliveries.postpone(conn, claimed.id, until, why)


def _give_up(conn: Conn, claimed: Claimed, now: datetime, why: str) -> None:
    deliveries.finish(conn, claimed.id, "dead", now, why)
    audit.add(conn, None, "alert_failed", f"alert:{claimed.alert_id}", {"attempts": claimed.attempts})
