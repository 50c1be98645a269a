"""Saved searches of whoever asks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import AfterValidator, BaseModel, Field

from api.alerting import forget_search, keep_search
from api.asking import PostFilters, checked
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.once import OnceOf
from api.v1.examples import example
from api.v1.refusals import BAD, MISSING, SIGNED_IN
from api.values import Id, clean
from store import searches

router = APIRouter(tags=["searches"])


class SearchIn(BaseModel):
    model_config = example({"name": "Nợ lương ở Đồng Nai", "filters": {"topic": ["no-luong"], "province": "75"}}) | {
        "extra": "forbid"
    }

    name: Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S"), AfterValidator(clean)]
    filters: PostFilters


class SearchOut(BaseModel):
    model_config = example(
        {
            "id": 7,
            "name": "Nợ lương ở Đồng Nai",
            "page": "/tim-kiem?topic=no-luong&province=75",
            "created_at": "2026-11-20T01:15:00Z",
        }
    )

    id: int
    name: str
    page: str
    """The search page; behind `/api/v1/posts` its conditions ask the same."""
    created_at: datetime


@router.get("/searches", summary="Your saved searches, newest first", responses=SIGNED_IN)
def listed(conn: ConnOf, viewer: ViewerOf) -> list[SearchOut]:
    return [_out(one) for one in searches.every(conn, viewer.id)]


@router.post(
    "/searches",
    summary="Keep a search under a name, over an earlier one of that name",
    status_code=201,
    response_model=SearchOut,
    responses=SIGNED_IN | BAD,
)
def keep(*, house: HouseOf, conn: ConnOf, viewer: ViewerOf, once: OnceOf, given: SearchIn) -> Response:
    checked(given.filters, house.reference)
    name = " ".join(given.name.split())

    def act() -> SearchOut:
        keep_search(conn, viewer, name, given.filters)
        return next(_out(one) for one in searches.every(conn, viewer.id) if one.name == name)

    return once.do(given, act, 201)


@router.delete("/searches/{search_id}", summary="Forget a search", status_code=204, responses=SIGNED_IN | MISSING | BAD)
def forget(conn: ConnOf, viewer: ViewerOf, search_id: Id) -> None:
    forget_search(conn, viewer, search_id)


def _out(one: searches.SavedSearch) -> SearchOut:
    return SearchOut(
        id=one.id, name=one.name, page=str(one.query.get("address", "/tim-kiem")), created_at=one.created_at
    )
