"""Coverage of the union's campaigns."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html
from dashboards.campaigns import campaigns_page
from reports.campaigns import load_campaigns

router = APIRouter()


@router.get("/tuyen-truyen")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    known = load_campaigns(house.settings.config / "campaigns.toml")
    return html(house, campaigns_page(conn, viewer, known, house.today))
