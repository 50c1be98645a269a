"""A stored report as a file or as a page of its own; both ways are logged as leaving the house."""

from __future__ import annotations

from typing import Final

from starlette.responses import HTMLResponse, Response

from api.headers import DOCUMENT_POLICY
from dashboards.viewer import Viewer
from store import audit, reports
from store.db import Conn
from store.reports import ReportHead

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(conn: Conn, viewer: Viewer, report_id: int) -> Response:
    """Raises store.errors.NotFound."""
    report = reports.get(conn, report_id)
    audit.add(conn, viewer.id, "report_downloaded", f"report:{report_id}", {"as": "docx"})
    name = file_name(report.head, "docx")
    return Response(report.docx, media_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def as_html(conn: Conn, viewer: Viewer, report_id: int, *, download: bool = False) -> Response:
    """Raises store.errors.NotFound."""
    report = reports.get(conn, report_id)
    audit.add(
        conn, viewer.id, "report_downloaded" if download else "report_viewed", f"report:{report_id}", {"as": "html"}
    )
    headers = {"Content-Security-Policy": DOCUMENT_POLICY}
    if download:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(report.head, "html")}"'
    return HTMLResponse(report.html, headers=headers)


def file_name(head: ReportHead, ending: str) -> str:
    """Plain letters only: `lang-nghe-weekly-2026-11-16-2026-11-20.docx`."""
    kind = "".join(letter for letter in head.kind if letter.isascii() and (letter.isalnum() or letter in "-_"))
    return f"lang-nghe-{kind}-{head.window.first}-{head.window.last}.{ending}"
