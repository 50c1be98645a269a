"""Alerts on your saved searches."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, model_validator

from api import alerting
from api.alerting import Wanted
from api.deciding import Refused
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.once import OnceOf
from api.problems import Problem
from api.v1.examples import example
from api.v1.refusals import BAD, MISSING, SIGNED_IN
from api.values import Id, Line
from store import alerts
from store.alerts import Alert, Tier

router = APIRouter(tags=["alerts"])

ALERT: Final = {
    "id": 3,
    "search_id": 7,
    "search": "Nợ lương ở Đồng Nai",
    "tier": "at_once",
    "webhook_id": None,
    "address": "ban-tuyen-giao@congdoan.example",
    "muted_from": "21:00:00",
    "muted_until": "06:00:00",
    "most_a_day": 10,
    "active": True,
    "due_at": "2026-11-20T01:15:00Z",
}


class AlertIn(BaseModel):
    model_config = example(
        {
            "search_id": 7,
            "tier": "at_once",
            "address": "ban-tuyen-giao@congdoan.example",
            "muted_from": "21:00",
            "muted_until": "06:00",
        }
    ) | {"extra": "forbid"}

    search_id: Annotated[int, Field(ge=1, le=2**62)]
    tier: Tier
    """`at_once`, within a minute; `daily` at seven in the morning; `weekly` on Monday at seven."""
    webhook_id: Annotated[int, Field(ge=1, le=2**62)] | None = None
    """One of your webhooks; or else `address`."""
    address: Line = ""
    """E-mail of an office."""
    muted_from: time | None = None
    """Clock of Viet Nam; what is found until `muted_until` waits."""
    muted_until: time | None = None
    most_a_day: Annotated[int, Field(ge=1, le=100)] = 10
    """What is found above that is told the next day."""

    @model_validator(mode="after")
    def _whole(self) -> AlertIn:
        if (self.muted_from is None) != (self.muted_until is None):
            raise ValueError("giờ im lặng cần cả lúc bắt đầu và lúc kết thúc")
        if any(clock is not None and clock.tzinfo is not None for clock in (self.muted_from, self.muted_until)):
            raise ValueError("giờ im lặng là giờ Việt Nam, viết như 21:00")
        if (self.webhook_id is None) is (self.address == ""):
            raise ValueError("hãy cho hoặc webhook_id, hoặc address")
        return self

    def wanted(self) -> Wanted:
        muted = None
        if self.muted_from is not None and self.muted_until is not None:
            muted = (self.muted_from, self.muted_until)
        return Wanted(self.search_id, self.tier, self.webhook_id, self.address, muted, self.most_a_day)


class SwitchIn(BaseModel):
    model_config = example({"active": False}) | {"extra": "forbid"}

    active: bool


class AlertOut(BaseModel):
    model_config = example(ALERT)

    id: int
    search_id: int
    search: str
    tier: Tier
    webhook_id: int | None
    address: str
    muted_from: time | None
    muted_until: time | None
    most_a_day: int
    active: bool
    due_at: datetime
    """Of the next digest."""


@router.get("/alerts", summary="Your alerts", responses=SIGNED_IN)
def listed(conn: ConnOf, viewer: ViewerOf) -> list[AlertOut]:
    return [_out(one) for one in alerts.every(conn, viewer.id)]


@router.post(
    "/alerts",
    summary="Let a saved search tell of new posts",
    status_code=201,
    response_model=AlertOut,
    responses=SIGNED_IN | MISSING | BAD,
)
def add(*, house: HouseOf, conn: ConnOf, viewer: ViewerOf, once: OnceOf, given: AlertIn) -> Response:
    """Of posts that are stored from now on. Copies of a story are one item; nothing found, nothing sent."""

    def act() -> AlertOut:
        try:
            return _out(alerts.get(conn, alerting.add(conn, house, viewer, given.wanted())))
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused

    return once.do(given, act, 201)


@router.put(
    "/alerts/{alert_id}",
    summary="Switch an alert on or off",
    response_model=AlertOut,
    responses=SIGNED_IN | MISSING | BAD,
)
def switch(conn: ConnOf, viewer: ViewerOf, once: OnceOf, alert_id: Id, given: SwitchIn) -> Response:
    """What comes while it is off is not told."""

    def act() -> AlertOut:
        try:
            alerting.switch(conn, viewer, alert_id, active=given.active)
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _out(alerts.get(conn, alert_id))

    return once.do(given, act)


@router.delete("/alerts/{alert_id}", summary="Remove an alert", status_code=204, responses=SIGNED_IN | MISSING | BAD)
def remove(conn: ConnOf, viewer: ViewerOf, alert_id: Id) -> None:
    try:
        alerting.drop(conn, viewer, alert_id)
    except Refused as refused:
        raise Problem(refused.kind, refused.sentence) from refused


def _out(one: Alert) -> AlertOut:
    first, last = one.muted or (None, None)
    return AlertOut(
        id=one.id,
        search_id=one.search_id,
        search=one.search,
        tier=one.tier,
        webhook_id=one.webhook_id,
        address=one.address,
        muted_from=first,
        muted_until=last,
        most_a_day=one.most_a_day,
        active=one.active,
        due_at=one.due_at,
    )
