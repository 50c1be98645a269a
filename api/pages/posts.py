"""Search, and the page of one post."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.asking import Counted, PostFilters, checked, fault
from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html
from api.scope import PostOf
from dashboards.post import post_page
from dashboards.search import refused_page, search_page
from dashboards.selection import selection_page
from store import audit

router = APIRouter()


class SearchAsked(PostFilters, Counted):
    pass


@router.get("/tim-kiem")
def find(house: HouseOf, conn: ConnOf, viewer: ViewerOf, given: Annotated[SearchAsked, Query()]) -> Response:
    asked = replace(given.asked(), scope=viewer.provinces, exact=given.count == "exact")
    wrong = fault(asked.filters, house.reference)
    if wrong is not None:
        return html(house, refused_page(conn, viewer, house.reference, asked.filters, wrong[1]), 422)
    return html(house, search_page(conn, viewer, house.reference, asked, house.today))


@router.get("/tim-kiem/chon")
def choose(house: HouseOf, conn: ConnOf, viewer: DeciderOf, given: Annotated[PostFilters, Query()]) -> Response:
    """Everything that a search finds, before one decision about it."""
    return html(house, selection_page(conn, viewer, house.reference, checked(given, house.reference, viewer)))


@router.get("/tin/{post_id}")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf, post_id: PostOf) -> Response:
    """The full text: every look at it is logged."""
    page = post_page(conn, viewer, house.reference, post_id)
    audit.add(conn, viewer.id, "post_viewed", f"post:{post_id}")
    return html(house, page)
