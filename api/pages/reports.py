"""Reports: the list, one with its life, the document itself, its files."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Response

from api.documents import as_docx, as_page, as_pdf, as_xlsx
from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html, see
from api.scope import whole_of
from api.values import Id
from dashboards.report import report_page
from dashboards.reports import reports_page
from dashboards.words import REPORT
from domain.times import parse_day
from reports.naming import file_name
from store import report_edits
from store import reports as stored

router = APIRouter(dependencies=[Depends(whole_of)])

DONE = {
    "luu": "Đã lưu phần viết.",
    "tep": "Đã nhận tệp Word làm bản ký.",
    "duyet": "Đã duyệt. Thư tới danh sách nhận sẽ đi trong vài phút.",
    "dinh-chinh": "Đây là bản đính chính, còn là bản thảo.",
    "lap": "Đã lập bản thảo.",
}


@router.get("/bao-cao")
def listed(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    loai: Annotated[str, Query(pattern=f"^({'|'.join(REPORT)})?$")] = "",
    truoc: Annotated[str, Query(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]{1,18})?$")] = "",
) -> Response:
    return html(house, reports_page(conn, viewer, kind=loai or None, before=_before(truoc)))


def _before(given: str) -> tuple[date, int] | None:
    """Day and number of the last report of the page before; a day that is none begins anew."""
    day, _, number = given.partition(".")
    try:
        return (date.fromisoformat(day), int(number)) if given else None
    except ValueError:
        return None


@router.post("/bao-cao")
def make(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    period: Annotated[Literal["week", "month", "quarter", "half", "year"], Form()] = "week",
    day: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """A draft now, as the command line makes it."""
    from pipeline.papers import asked_window, make_draft
    from pipeline.problems import Problem as Refused

    try:
        chosen = parse_day(day) if day else None
        kind, window = asked_window(house.settings, period, chosen, "", house.now())
    except (ValueError, Refused):
        words = "Hãy chọn một ngày có thật và không ở tương lai."
        return html(house, reports_page(conn, viewer, problem=words), 422)
    report_id = make_draft(conn, house.settings, kind, window, house.now(), made_by=viewer.id)
    return see(f"/bao-cao/{report_id}?xong=lap")


@router.get("/bao-cao/{report_id}")
def shown(
    house: HouseOf, conn: ConnOf, viewer: ViewerOf, report_id: Id, xong: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    return html(house, report_page(conn, viewer, report_id, done=DONE.get(xong, "")))


@router.get("/bao-cao/{report_id}/xem")
def read(house: HouseOf, conn: ConnOf, viewer: ViewerOf, report_id: Id) -> Response:
    return as_page(conn, viewer, report_id, house.settings)


@router.get("/bao-cao/{report_id}/word")
def word(house: HouseOf, conn: ConnOf, viewer: ViewerOf, report_id: Id) -> Response:
    return as_docx(conn, viewer, report_id, house.settings)


@router.get("/bao-cao/{report_id}/pdf")
def pdf(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    report_id: Id,
    to_print: Annotated[Literal["", "1"], Query(alias="in")] = "",
) -> Response:
    return as_pdf(conn, viewer, report_id, house.settings, inline=to_print == "1")


@router.get("/bao-cao/{report_id}/excel")
def excel(house: HouseOf, conn: ConnOf, viewer: ViewerOf, report_id: Id) -> Response:
    return as_xlsx(conn, viewer, report_id, house.settings)


@router.get("/bao-cao/{report_id}/tep/{revision}")
def brought(conn: ConnOf, _viewer: ViewerOf, report_id: Id, revision: Id) -> Response:
    """A file that somebody brought, always as a download."""
    from api.documents import DOCX

    body = report_edits.file(conn, report_id, revision)
    name = file_name(stored.head(conn, report_id), f"luu-{revision}.docx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=DOCX, headers=headers)
