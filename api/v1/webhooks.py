"""Programs of the union that take signed messages of your alerts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Response
from pydantic import AfterValidator, BaseModel, Field

from api import alerting
from api.deciding import Refused
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.once import OnceOf
from api.problems import Problem
from api.v1.examples import example
from api.v1.refusals import BAD, FORBIDDEN, MISSING, SIGNED_IN
from api.values import Id, Line, clean
from dashboards.viewer import Viewer
from pipeline.alerts.signing import shown
from store import webhooks
from store.db import Conn

router = APIRouter(tags=["alerts"])

WEBHOOK: Final = {
    "id": 2,
    "name": "Bảng của Ban Chính sách",
    "url": "https://bang.congdoan.example/nhan-tin",
    "created_at": "2026-11-20T01:15:00Z",
    "old_secret_until": None,
}


class WebhookIn(BaseModel):
    model_config = example({"name": WEBHOOK["name"], "url": WEBHOOK["url"]}) | {"extra": "forbid"}

    name: Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S"), AfterValidator(clean)]
    url: Line
    """Public and https; hosts inside the house must be listed by the operator."""


class WebhookOut(BaseModel):
    model_config = example(WEBHOOK)

    id: int
    name: str
    url: str
    created_at: datetime
    old_secret_until: datetime | None
    """Until then the secret before signs too."""


class SecretOut(WebhookOut):
    """With its secret, this once. Messages are signed as standardwebhooks.com describes."""

    model_config = example(WEBHOOK | {"secret": "whsec_" + "A" * 43 + "="})

    secret: str | None
    """Null where a write with an Idempotency-Key was sent again: secrets are not kept for that; ask for a new one."""


SECRET: Final = frozenset({"secret"})


@router.get("/webhooks", summary="Your webhooks", responses=SIGNED_IN)
def listed(conn: ConnOf, viewer: ViewerOf) -> list[WebhookOut]:
    return [WebhookOut(**_fields(one)) for one in webhooks.every(conn, viewer.id)]


@router.post(
    "/webhooks",
    summary="Name a program that takes messages; the answer holds its secret",
    status_code=201,
    response_model=SecretOut,
    responses=SIGNED_IN | FORBIDDEN | BAD,
)
def add(*, house: HouseOf, conn: ConnOf, viewer: ViewerOf, once: OnceOf, given: WebhookIn) -> Response:
    """For leads and administrators."""

    def act() -> SecretOut:
        try:
            number, secret = alerting.add_webhook(conn, house, viewer, " ".join(given.name.split()), given.url)
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _with_secret(conn, viewer, number, secret)

    return once.do(given, act, 201, once_only=SECRET)


@router.post(
    "/webhooks/{webhook_id}/secret",
    summary="A new secret; the old one signs too for a day",
    response_model=SecretOut,
    responses=SIGNED_IN | MISSING | BAD,
)
def rotate(*, house: HouseOf, conn: ConnOf, viewer: ViewerOf, once: OnceOf, webhook_id: Id) -> Response:
    def act() -> SecretOut:
        try:
            secret = alerting.rotate(conn, house, viewer, webhook_id)
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _with_secret(conn, viewer, webhook_id, secret)

    return once.do(None, act, once_only=SECRET)


@router.delete(
    "/webhooks/{webhook_id}",
    summary="Remove a webhook and the alerts that go there",
    status_code=204,
    responses=SIGNED_IN | MISSING | BAD,
)
def remove(conn: ConnOf, viewer: ViewerOf, webhook_id: Id) -> None:
    try:
        alerting.drop_webhook(conn, viewer, webhook_id)
    except Refused as refused:
        raise Problem(refused.kind, refused.sentence) from refused


def _with_secret(conn: Conn, viewer: Viewer, webhook_id: int, secret: bytes) -> SecretOut:
    found = next(one for one in webhooks.every(conn, viewer.id) if one.id == webhook_id)
    return SecretOut(**_fields(found), secret=shown(secret))


def _fields(one: webhooks.Webhook) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "url": one.url,
        "created_at": one.created_at,
        "old_secret_until": one.old_until,
    }
