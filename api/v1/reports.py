"""Reports that were made, as documents."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from api.documents import DOCX, as_docx, as_html
from api.doors import ExporterOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.paging import After, Limit, Mark, cut, mark_of
from api.scope import whole_of
from api.v1.examples import example
from api.v1.out import ReportOut
from api.v1.refusals import BAD, FORBIDDEN, MISSING, SIGNED_IN
from api.values import Id
from store import lists
from store.reports import ReportHead

router = APIRouter(tags=["reports"], dependencies=[Depends(whole_of)])

AS_DOCX: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "A Word document", "content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}}
}
AS_HTML: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "A self-contained page", "content": {"text/html": {"schema": {"type": "string"}}}}
}


class ReportsOut(BaseModel):
    model_config = example(
        {
            "reports": [
                {
                    "id": 3,
                    "kind": "weekly",
                    "first": "2026-11-16",
                    "last": "2026-11-20",
                    "made_at": "2026-11-20T08:00:00Z",
                    "state": "approved",
                    "version": 1,
                    "docx": "/api/v1/reports/3.docx",
                    "html": "/api/v1/reports/3.html",
                }
            ],
            "next_cursor": None,
        }
    )

    reports: tuple[ReportOut, ...]
    next_cursor: str | None


@router.get("/reports", summary="Reports, newest window first", responses=SIGNED_IN | FORBIDDEN | BAD)
def listed(
    conn: ConnOf,
    _viewer: ViewerOf,
    kind: Annotated[str | None, Query(pattern=r"^[a-z_-]{1,30}$", examples=["weekly"])] = None,
    limit: Limit = 50,
    cursor: After = None,
) -> ReportsOut:
    mark = mark_of(cursor)
    found = lists.reports(conn, kind, limit + 1, (mark.day, mark.number) if mark else None)
    page, end = cut(found, limit)
    mark = Mark(end.window.first.toordinal(), end.id) if end else None
    return ReportsOut(reports=tuple(_out(head) for head in page), next_cursor=str(mark) if mark else None)


@router.get(
    "/reports/{report_id}.docx",
    summary="A report as a Word document; logged",
    response_class=Response,
    responses=AS_DOCX | SIGNED_IN | FORBIDDEN | MISSING | BAD,
)
def docx(conn: ConnOf, viewer: ExporterOf, report_id: Id) -> Response:
    return as_docx(conn, viewer, report_id)


@router.get(
    "/reports/{report_id}.html",
    summary="A report as one HTML file; logged",
    response_class=Response,
    responses=AS_HTML | SIGNED_IN | FORBIDDEN | MISSING | BAD,
)
def html(house: HouseOf, conn: ConnOf, viewer: ViewerOf, report_id: Id) -> Response:
    return as_html(conn, viewer, report_id, house.settings.outgoing.pages)


def _out(head: ReportHead) -> ReportOut:
    return ReportOut(
        id=head.id,
        kind=head.kind,
        first=head.window.first,
        last=head.window.last,
        made_at=head.made_at,
        state=head.state,
        version=head.version,
        docx=f"/api/v1/reports/{head.id}.docx",
        html=f"/api/v1/reports/{head.id}.html",
    )
