"""The list of a day."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html, see
from api.values import Day
from dashboards.daily import address, daily_page

router = APIRouter()


@router.get("/")
def today(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    return html(house, daily_page(conn, viewer, house.reference, house.today, house.now()))


@router.get("/ngay")
def chosen(house: HouseOf, _viewer: ViewerOf, ngay: Day) -> Response:
    """Where the date field leads without a script."""
    return see(address(ngay, house.today))


@router.get("/ngay/{day}")
def of_day(house: HouseOf, conn: ConnOf, viewer: ViewerOf, day: Day) -> Response:
    return html(house, daily_page(conn, viewer, house.reference, day, house.now()))
