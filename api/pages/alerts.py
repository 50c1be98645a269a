"""Alerts by form; everything works without a script."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Annotated, Final

from fastapi import APIRouter, Form, Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from api import alerting
from api.alerting import Wanted
from api.deciding import Refused
from api.doors import ViewerOf
from api.house import ConnOf, House, HouseOf
from api.pages.reply import html, see
from api.problems import NOT_FOUND, Problem
from api.values import Id, Line, clean
from dashboards.alerts import AlertsPage, alerts_page
from dashboards.viewer import Viewer
from pipeline.alerts.signing import shown
from store import audit, deliveries
from store.alerts import Tier
from store.db import Conn

router = APIRouter(prefix="/bao-tin")
HOME: Final = "/bao-tin"

Blank = BeforeValidator(lambda value: None if value == "" else value)


class AlertForm(BaseModel):
    search: Annotated[int, Field(ge=1, le=2**62)]
    tier: Tier
    webhook: Annotated[int, Field(ge=0, le=2**62)] = 0
    address: Line = ""
    muted_from: Annotated[time | None, Blank] = None
    muted_until: Annotated[time | None, Blank] = None
    most: Annotated[int, Field(ge=1, le=100)] = 10


@router.get("")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    return html(house, _page(house, conn, viewer))


@router.post("")
def add(house: HouseOf, conn: ConnOf, viewer: ViewerOf, form: Annotated[AlertForm, Form()]) -> Response:
    first, last = form.muted_from, form.muted_until
    muted = (first, last) if first is not None and last is not None else None
    if muted is None and first is not last:
        return html(house, replace(_page(house, conn, viewer), problem="Giờ im lặng cần cả hai lúc."), 422)
    wanted = Wanted(form.search, form.tier, form.webhook or None, form.address.strip(), muted, form.most)
    try:
        alerting.add(conn, house, viewer, wanted)
    except Refused as refused:
        return _refused(house, conn, viewer, refused)
    return see(HOME)


@router.post("/{alert_id}/bat")
def on(house: HouseOf, conn: ConnOf, viewer: ViewerOf, alert_id: Id) -> Response:
    return _switched(house, conn, viewer, alert_id, active=True)


@router.post("/{alert_id}/tat")
def off(house: HouseOf, conn: ConnOf, viewer: ViewerOf, alert_id: Id) -> Response:
    return _switched(house, conn, viewer, alert_id, active=False)


@router.post("/{alert_id}/xoa")
def remove(house: HouseOf, conn: ConnOf, viewer: ViewerOf, alert_id: Id) -> Response:
    try:
        alerting.drop(conn, viewer, alert_id)
    except Refused as refused:
        return _refused(house, conn, viewer, refused)
    return see(HOME)


@router.post("/thu/{delivery_id}/gui-lai")
def retry(house: HouseOf, conn: ConnOf, viewer: ViewerOf, delivery_id: Id) -> Response:
    if not deliveries.again(conn, viewer.id, delivery_id, house.now()):
        raise Problem(NOT_FOUND, "Không có thư nào bị bỏ với số này.")
    audit.add(conn, viewer.id, "delivery_retried", f"delivery:{delivery_id}")
    return see(f"{HOME}#da-gui")


@router.post("/may")
def add_webhook(
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    name: Annotated[str, Form(max_length=80, pattern=r"\S"), AfterValidator(clean)],
    url: Annotated[Line, Form()],
) -> Response:
    try:
        _, secret = alerting.add_webhook(conn, house, viewer, " ".join(name.split()), url.strip())
    except Refused as refused:
        return _refused(house, conn, viewer, refused)
    return _with_secret(house, conn, viewer, "Đã thêm máy nhận.", secret)


@router.post("/may/{webhook_id}/doi-khoa")
def rotate(house: HouseOf, conn: ConnOf, viewer: ViewerOf, webhook_id: Id) -> Response:
    try:
        secret = alerting.rotate(conn, house, viewer, webhook_id)
    except Refused as refused:
        return _refused(house, conn, viewer, refused)
    return _with_secret(house, conn, viewer, "Đã đổi khóa; khóa trước còn ký thêm một ngày.", secret)


@router.post("/may/{webhook_id}/xoa")
def remove_webhook(house: HouseOf, conn: ConnOf, viewer: ViewerOf, webhook_id: Id) -> Response:
    try:
        alerting.drop_webhook(conn, viewer, webhook_id)
    except Refused as refused:
        return _refused(house, conn, viewer, refused)
    return see(f"{HOME}#may-nhan")


def _page(house: House, conn: Conn, viewer: Viewer) -> AlertsPage:
    return alerts_page(conn, viewer, house.settings.outgoing)


def _switched(house: House, conn: Conn, viewer: Viewer, alert_id: int, *, active: bool) -> Response:
    try:
        alerting.switch(conn, viewer, alert_id, active=active)
    except Refused as refused:
        return _refused(house, conn, viewer, refused)
    return see(HOME)


def _refused(house: House, conn: Conn, viewer: Viewer, refused: Refused) -> Response:
    return html(house, replace(_page(house, conn, viewer), problem=refused.sentence), refused.kind.status)


def _with_secret(house: House, conn: Conn, viewer: Viewer, done: str, secret: bytes) -> Response:
    return html(house, replace(_page(house, conn, viewer), done=done, secret=shown(secret)))
