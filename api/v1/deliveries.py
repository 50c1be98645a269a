"""Messages that alerts became."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.paging import After, Limit, Mark, cut, mark_of
from api.problems import NOT_FOUND, Problem
from api.v1.examples import example
from api.v1.refusals import BAD, MISSING, SIGNED_IN
from api.values import Id
from store import audit, deliveries
from store.deliveries import Delivery, State

router = APIRouter(tags=["alerts"])

DELIVERY: Final = {
    "id": 51,
    "key": "6f1c2c1e-9d8e-4a3e-8f0e-0a1b2c3d4e5f",
    "alert_id": 3,
    "search": "Nợ lương ở Đồng Nai",
    "destination": "ban-tuyen-giao@congdoan.example",
    "made_at": "2026-11-20T01:15:00Z",
    "state": "sent",
    "attempts": 1,
    "trouble": "",
    "finished_at": "2026-11-20T01:15:02Z",
}


class DeliveryOut(BaseModel):
    model_config = example(DELIVERY)

    id: int
    key: UUID
    """The same at each try: `webhook-id` and `Idempotency-Key` of the message."""
    alert_id: int
    search: str
    destination: str
    made_at: datetime
    state: State
    """`dead`: given up; `empty`: its posts were deleted before it left."""
    attempts: int
    trouble: str
    """What was wrong at the last try, in Vietnamese."""
    finished_at: datetime | None


class DeliveriesOut(BaseModel):
    model_config = example({"deliveries": [DELIVERY], "next_cursor": None})

    deliveries: tuple[DeliveryOut, ...]
    next_cursor: str | None


@router.get("/deliveries", summary="Messages of your alerts, newest first", responses=SIGNED_IN | BAD)
def messages(
    conn: ConnOf,
    viewer: ViewerOf,
    state: Annotated[State | None, Query(description="`dead`: those that were given up")] = None,
    limit: Limit = 50,
    cursor: After = None,
) -> DeliveriesOut:
    mark = mark_of(cursor)
    found = deliveries.listed(conn, viewer.id, limit + 1, state=state, before=mark.number if mark else None)
    page, end = cut(found, limit)
    return DeliveriesOut(
        deliveries=tuple(_delivery(one) for one in page), next_cursor=str(Mark(0, end.id)) if end else None
    )


@router.post(
    "/deliveries/{delivery_id}/retry",
    summary="Try a message again that was given up",
    status_code=204,
    responses=SIGNED_IN | MISSING | BAD,
)
def retry(house: HouseOf, conn: ConnOf, viewer: ViewerOf, delivery_id: Id) -> None:
    if not deliveries.again(conn, viewer.id, delivery_id, house.now()):
        raise Problem(NOT_FOUND, "Không có thư nào bị bỏ với số này.")
    audit.add(conn, viewer.id, "delivery_retried", f"delivery:{delivery_id}")


def _delivery(one: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=one.id,
        key=one.key,
        alert_id=one.alert_id,
        search=one.search,
        destination=one.destination,
        made_at=one.made_at,
        state=one.state,
        attempts=one.attempts,
        trouble=one.trouble,
        finished_at=one.finished_at,
    )
