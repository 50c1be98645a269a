"""Reports: the list, one on screen, one as a Word document."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.documents import as_docx, as_html
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html
from api.values import Id
from dashboards.reports import reports_page

router = APIRouter()


@router.get("/bao-cao")
def listed(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    return html(house, reports_page(conn, viewer))


@router.get("/bao-cao/{report_id}")
def shown(conn: ConnOf, viewer: ViewerOf, report_id: Id) -> Response:
    return as_html(conn, viewer, report_id)


@router.get("/bao-cao/{report_id}/word")
def word(conn: ConnOf, viewer: ViewerOf, report_id: Id) -> Response:
    return as_docx(conn, viewer, report_id)
