"""Switching alerts on: checked, stored, logged. The page and the API do it the same way."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit

from api.asking import PostFilters
from api.deciding import Refused
from api.house import House
from api.problems import BAD_REQUEST, NOT_ALLOWED, NOT_FOUND, Problem
from dashboards.viewer import Viewer
from pipeline.alerts.destinations import BadDestinationError, destination
from pipeline.alerts.timing import next_due
from store import alerts, asked, audit, searches, webhooks
from store.alerts import NewAlert, Tier
from store.db import Conn
from store.errors import NotFound

MOST: Final = 30
"""Alerts of one person: nobody reads more."""
OVERLAP: Final = timedelta(days=1)
"""For so long a secret signs on after it was changed."""
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?P<domain>[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    search_id: int
    tier: Tier
    webhook_id: int | None
    address: str
    muted: tuple[time, time] | None
    most_a_day: int


def keep_search(conn: Conn, viewer: Viewer, name: str, given: PostFilters) -> str:
    """Keep a checked search under a name; returns its address. Alerts on an earlier one of that name ask this one."""
    found = given.asked()
    query = {"address": found.filters.address(), "asked": asked.to_json(found.query(1))}
    searches.put(conn, viewer.id, name, query)
    audit.add(conn, viewer.id, "search_saved", f"user:{viewer.id}")
    return str(query["address"])


def forget_search(conn: Conn, viewer: Viewer, search_id: int) -> None:
    """With its alerts. Raises Problem where the viewer keeps none of that number."""
    if not searches.drop(conn, viewer.id, search_id):
        raise Problem(NOT_FOUND, "Không có tìm kiếm đã lưu này.")
    audit.add(conn, viewer.id, "search_removed", f"user:{viewer.id}")


def add(conn: Conn, house: House, viewer: Viewer, wanted: Wanted) -> int:
    """Returns the alert's number. Raises Refused."""
    if wanted.webhook_id is None:
        _check_address(house, wanted.address)
    if len(alerts.every(conn, viewer.id)) >= MOST:
        raise Refused(BAD_REQUEST, f"Mỗi người đặt nhiều nhất {MOST} báo tin; hãy xóa bớt.")
    _renew(conn, viewer, wanted.search_id)
    now = house.now()
    new = NewAlert(
        wanted.search_id,
        wanted.tier,
        wanted.webhook_id,
        wanted.address if wanted.webhook_id is None else "",
        wanted.muted,
        wanted.most_a_day,
        next_due(wanted.tier, now),
    )
    try:
        alert_id = alerts.add(conn, viewer.id, new)
    except NotFound as error:
        raise Refused(NOT_FOUND, "Không có tìm kiếm đã lưu hoặc máy nhận này.") from error
    way = f"webhook:{wanted.webhook_id}" if wanted.webhook_id is not None else "e-mail"
    audit.add(conn, viewer.id, "alert_added", f"alert:{alert_id}", {"tier": wanted.tier, "to": way})
    return alert_id


def switch(conn: Conn, viewer: Viewer, alert_id: int, *, active: bool) -> None:
    """Raises Refused."""
    if not alerts.switch(conn, viewer.id, alert_id, active=active):
        raise Refused(NOT_FOUND, "Không có báo tin này.")
    audit.add(conn, viewer.id, "alert_switched", f"alert:{alert_id}", {"active": active})


def drop(conn: Conn, viewer: Viewer, alert_id: int) -> None:
    """Raises Refused."""
    if not alerts.drop(conn, viewer.id, alert_id):
        raise Refused(NOT_FOUND, "Không có báo tin này.")
    audit.add(conn, viewer.id, "alert_removed", f"alert:{alert_id}")


def add_webhook(conn: Conn, house: House, viewer: Viewer, name: str, url: str) -> tuple[int, bytes]:
    """Number and secret of a new webhook. Raises Refused: data leaves the house, so a lead decides about it."""
    if not viewer.leads:
        raise Refused(NOT_ALLOWED, "Chỉ trưởng nhóm và quản trị được đặt máy nhận tin.")
    try:
        destination(url, house.settings.outgoing)
    except BadDestinationError as bad:
        raise Refused(BAD_REQUEST, str(bad)) from bad
    secret = secrets.token_bytes(32)
    webhook_id = webhooks.add(conn, viewer.id, name, url, secret)
    audit.add(conn, viewer.id, "webhook_added", f"webhook:{webhook_id}", {"host": urlsplit(url).hostname})
    return webhook_id, secret


def rotate(conn: Conn, house: House, viewer: Viewer, webhook_id: int) -> bytes:
    """The new secret; for a day the old one signs too. Raises Refused."""
    secret = secrets.token_bytes(32)
    if not webhooks.rotate(conn, viewer.id, webhook_id, secret, house.now() + OVERLAP):
        raise Refused(NOT_FOUND, "Không có máy nhận này.")
    audit.add(conn, viewer.id, "webhook_rotated", f"webhook:{webhook_id}")
    return secret


def drop_webhook(conn: Conn, viewer: Viewer, webhook_id: int) -> None:
    """Raises Refused."""
    if not webhooks.drop(conn, viewer.id, webhook_id):
        raise Refused(NOT_FOUND, "Không có máy nhận này.")
    audit.add(conn, viewer.id, "webhook_removed", f"webhook:{webhook_id}")


def _check_address(house: House, address: str) -> None:
    found, outgoing = _ADDRESS.fullmatch(address), house.settings.outgoing
    if outgoing.mail is None:
        raise Refused(BAD_REQUEST, "Máy chủ chưa được đặt để gửi thư; hãy nhờ quản trị (xem docs/deploy.md).")
    if found is None:
        raise Refused(BAD_REQUEST, "Địa chỉ thư không đúng dạng; hãy viết như ban-tuyen-giao@congdoan.example.")
    if outgoing.mail_domains and found["domain"].lower() not in outgoing.mail_domains:
        raise Refused(BAD_REQUEST, f"Chỉ gửi đến địa chỉ thuộc: {', '.join(sorted(outgoing.mail_domains))}.")


def _renew(conn: Conn, viewer: Viewer, search_id: int) -> None:
    """Give a search that was kept before there were alerts what they ask for. Its address was checked then."""
    for one in searches.every(conn, viewer.id):
        if one.id == search_id and "asked" not in one.query:
            pairs = parse_qs(urlsplit(str(one.query.get("address", ""))).query)
            given = {name: values if name == "topic" else values[-1] for name, values in pairs.items()}
            kept = asked.to_json(PostFilters.model_validate(given).asked().query(1))
            searches.put(conn, viewer.id, one.name, {**one.query, "asked": kept})
