"""An event, and taking it apart or putting a post to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from pydantic import AfterValidator, Field

from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html, see
from api.pages.stories import number_in
from api.scope import EventOf, PostOf, require
from api.values import clean
from dashboards.event import event_page, with_copies
from store import audit, reuniting

router = APIRouter()


@router.get("/su-viec/{event_id}")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf, event_id: EventOf) -> Response:
    page = event_page(conn, viewer, house.reference, event_id)
    audit.add(conn, viewer.id, "event_viewed", f"event:{event_id}")
    return html(house, page)


@router.post("/su-viec/{event_id}/tach")
def separate(
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    event_id: EventOf,
    chosen: Annotated[list[Annotated[int, Field(ge=1, le=2**62)]], Form(max_length=500)] = [],  # noqa: B006
) -> Response:
    wanted, others = with_copies(conn, viewer, event_id, chosen)
    if not wanted or not others:
        problem = "Hãy đánh dấu một số bài, không phải tất cả."
        return html(house, replace(event_page(conn, viewer, house.reference, event_id), problem=problem), 422)
    reuniting.separate(conn, wanted, viewer.id)
    audit.add(conn, viewer.id, "event_separated", f"event:{event_id}", {"posts": wanted})
    return see(f"/tin/{wanted[0]}")


@router.post("/tin/{post_id}/cung-su-viec")
def unite(
    conn: ConnOf,
    viewer: DeciderOf,
    post_id: PostOf,
    other: Annotated[str, Form(max_length=200), AfterValidator(clean)],
) -> Response:
    wanted = require(conn, viewer, number_in(other, post_id))
    event_id = reuniting.unite(conn, post_id, wanted, viewer.id)
    audit.add(conn, viewer.id, "event_united", f"post:{post_id}", {"with": wanted})
    return see(f"/su-viec/{event_id}")
