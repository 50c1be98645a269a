"""Searches that a person keeps under a name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from pydantic import AfterValidator

from api.alerting import forget_search, keep_search
from api.asking import PostFilters, checked
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import see
from api.problems import BAD_REQUEST, Problem
from api.values import Id, clean

router = APIRouter()


@router.post("/tim-kiem/luu")
def keep(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    given: Annotated[PostFilters, Query()],
    name: Annotated[str, Form(max_length=80), AfterValidator(clean)] = "",
) -> Response:
    checked(given, house.reference)
    name = " ".join(name.split())
    if not name:
        raise Problem(BAD_REQUEST, "Hãy đặt tên cho tìm kiếm.")
    return see(keep_search(conn, viewer, name, given))


@router.post("/tim-kiem/luu/{search_id}/xoa")
def forget(conn: ConnOf, viewer: ViewerOf, search_id: Id) -> Response:
    forget_search(conn, viewer, search_id)
    return see("/tim-kiem")
