"""Health of the sources."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html
from dashboards.sources import sources_page

router = APIRouter()


@router.get("/nguon")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    return html(house, sources_page(conn, viewer, house.reference, house.now()))
