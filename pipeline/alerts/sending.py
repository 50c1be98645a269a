"""Sends what waits.

A message is claimed before it leaves and marked after: a kill between both sends it once more, under the same id, by
which its receiver knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.outgoing import Outgoing
from pipeline.alerts import mail, webhook
from pipeline.alerts.destinations import BadDestinationError
from pipeline.alerts.message import Message, compose
from pipeline.alerts.timing import LEASE, PAUSES, pause
from pipeline.alerts.trouble import Undelivered
from store import alerts, audit, deliveries, webhooks
from store.alerts import Alert
from store.db import connect
from store.deliveries import Claimed
from store.errors import NotFound

MOST_TRIES = len(PAUSES) + 1
AT_ONCE = 200
"""Messages of one round; the next minute has another."""


def send_due(dsn: str, outgoing: Outgoing, now: Callable[[], datetime]) -> int:
    """How many messages arrived. Several workers may do this at once."""
    arrived = 0
    for _ in range(AT_ONCE):
        moment = now()
        with connect(dsn) as conn:
            claimed = deliveries.claim(conn, moment, moment + LEASE)
        if claimed is None:
            break
        arrived += _try(dsn, outgoing, claimed, moment)
    return arrived


def _try(dsn: str, outgoing: Outgoing, claimed: Claimed, now: datetime) -> bool:
    """An alert that was switched off for good meanwhile took its messages along."""
    try:
        if claimed.attempts > MOST_TRIES:
            raise Undelivered("chương trình dừng giữa chừng nhiều lần", final=True)
        return _deliver(dsn, outgoing, claimed, now)
    except NotFound:
        return False
    except BadDestinationError as bad:
        trouble = Undelivered(str(bad), final=True)
    except Undelivered as undelivered:
        trouble = undelivered
    _failed(dsn, claimed, trouble, now)
    return False


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


def _failed(dsn: str, claimed: Claimed, trouble: Undelivered, now: datetime) -> None:
    wait = None if trouble.final else pause(claimed.attempts)
    with connect(dsn) as conn:
        if wait is None:
            deliveries.finish(conn, claimed.id, "dead", now, trouble.sentence)
            audit.add(conn, None, "alert_failed", f"alert:{claimed.alert_id}", {"attempts": claimed.attempts})
        else:
            deliveries.postpone(conn, claimed.id, now + wait, trouble.sentence)
