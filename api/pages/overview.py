"""The week at a glance."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html
from api.values import Day
from dashboards.overview import overview_page

router = APIRouter()


@router.get("/toan-canh")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf, den: Day | None = None) -> Response:
    return html(house, overview_page(conn, viewer, house.reference, den or house.today, house.now()))
