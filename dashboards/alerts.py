"""Alerts on saved searches: what is on, where messages go, and which of them did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from dashboards.formats import moment
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from domain.outgoing import Outgoing
from store import alerts, deliveries, searches, webhooks
from store.alerts import Alert
from store.db import Conn
from store.deliveries import Delivery

TIER: Final = {"at_once": "Báo ngay", "daily": "Mỗi sáng, 7:00", "weekly": "Sáng thứ Hai, 7:00"}
STATE: Final = {"waiting": "đang chờ gửi", "sent": "đã gửi", "dead": "không gửi được", "empty": "không còn tin để gửi"}
RECENT: Final = 20


@dataclass(frozen=True, slots=True)
class AlertLine:
    id: int
    search: str
    href: str
    tier: str
    to: str
    details: str
    active: bool


@dataclass(frozen=True, slots=True)
class WebhookLine:
    id: int
    name: str
    url: str
    old: str
    """Until when the secret before signs too; empty for none."""


@dataclass(frozen=True, slots=True)
class MessageLine:
    id: int
    when: str
    search: str
    to: str
    state: str
    trouble: str
    dead: bool


@dataclass(frozen=True, slots=True)
class AlertsPage:
    template: ClassVar[str] = "alerts.html"
    frame: Frame
    alerts: tuple[AlertLine, ...]
    searches: tuple[tuple[int, str], ...]
    webhooks: tuple[WebhookLine, ...]
    messages: tuple[MessageLine, ...]
    tiers: tuple[tuple[str, str], ...]
    mails: bool
    """The operator has set up a mail server."""
    leads: bool
    problem: str = ""
    done: str = ""
    secret: str = ""
    """Of a webhook, shown this once."""


def alerts_page(conn: Conn, viewer: Viewer, outgoing: Outgoing) -> AlertsPage:
    return AlertsPage(
        Frame("Báo tin", "", viewer),
        alerts=tuple(_alert(one) for one in alerts.every(conn, viewer.id)),
        searches=tuple((one.id, one.name) for one in searches.every(conn, viewer.id)),
        webhooks=tuple(
            WebhookLine(one.id, one.name, one.url, moment(one.old_until) if one.old_until else "")
            for one in webhooks.every(conn, viewer.id)
        ),
        messages=tuple(_message(one) for one in deliveries.listed(conn, viewer.id, RECENT)),
        tiers=tuple(TIER.items()),
        mails=outgoing.mail is not None,
        leads=viewer.leads,
    )


def _alert(one: Alert) -> AlertLine:
    details = [f"im lặng {one.muted[0]:%H:%M}–{one.muted[1]:%H:%M}"] if one.muted else []
    if one.tier == "at_once":
        details.append(f"nhiều nhất {one.most_a_day} thư một ngày")
    to = one.webhook or one.address
    return AlertLine(one.id, one.search, one.page, TIER[one.tier], to, ", ".join(details), one.active)


def _message(one: Delivery) -> MessageLine:
    tried = f"{STATE[one.state]} sau {one.attempts} lần thử" if one.state == "dead" else STATE[one.state]
    when = _when(one)
    return MessageLine(one.id, moment(when), one.search, one.destination, tried, one.trouble, one.state == "dead")


def _when(one: Delivery) -> datetime:
    return one.finished_at or one.made_at
