"""A stored report as a file or as a page of its own; all ways are logged as leaving the house."""

from __future__ import annotations

from typing import Final

from markupsafe import escape
from starlette.responses import HTMLResponse, Response

from api.headers import DOCUMENT_POLICY
from api.problems import NOT_FOUND, Problem
from dashboards.viewer import Viewer
from domain.settings import Settings
from reports import queries
from reports.freezing import KIND as DAILY
from reports.laid_out import sheets_of
from reports.naming import file_name
from store import audit, reports
from store.db import Conn
from store.reports import Report

_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
DOCX: Final = _TYPES["docx"]
_BAR: Final = """<style>
.bar-ln { display: flex; flex-wrap: wrap; gap: .4rem; max-width: 210mm; margin: .8rem auto 0; padding: 0 1rem;
  font: 1rem/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
.bar-ln a { padding: .35rem .8rem; border: 1px solid currentcolor; border-radius: 7px; }
.bar-ln a { color: inherit; text-decoration: none; }
.bar-ln a:first-child { margin-right: auto; }
.bar-ln a:hover, .bar-ln a:focus-visible { text-decoration: underline; }
@media print { .bar-ln { display: none; } }
</style>
<nav class="bar-ln" aria-label="Báo cáo">%s</nav>"""


def as_docx(conn: Conn, viewer: Viewer, report_id: int, settings: Settings | None = None) -> Response:
    """With `settings` a frozen list has what came later too. Raises store.errors.NotFound."""
    report = reports.get(conn, report_id)
    body = report.docx
    if settings is not None and report.head.kind == DAILY:
        from pipeline.papers import list_as

        body = list_as(conn, settings, report.head.window.first, ".docx")
    _log(conn, viewer, report, "docx", download=True)
    return _file(report, "docx", body)


def as_pdf(conn: Conn, viewer: Viewer, report_id: int, settings: Settings, *, inline: bool = False) -> Response:
    """`inline`: opened by the browser, which can print it. Raises NotFound, Unreadable, Problem where there is none."""
    from pipeline.papers import list_as, pdf_of

    report = reports.get(conn, report_id)
    daily = report.head.kind == DAILY
    body = list_as(conn, settings, report.head.window.first, ".pdf") if daily else pdf_of(conn, report)
    if body is None:
        raise Problem(NOT_FOUND, "Bản ký của báo cáo này là tệp Word; không có PDF. Hãy mở tệp Word để in.")
    _log(conn, viewer, report, "pdf", download=True)
    return _file(report, "pdf", body, inline=inline)


def as_xlsx(conn: Conn, viewer: Viewer, report_id: int, settings: Settings) -> Response:
    """Raises NotFound, Unreadable, Problem where there are no tables."""
    from pipeline.papers import list_as

    report = reports.get(conn, report_id)
    daily = report.head.kind == DAILY
    body = list_as(conn, settings, report.head.window.first, ".xlsx") if daily else sheets_of(report)
    if not body:
        raise Problem(NOT_FOUND, "Báo cáo này không có bảng số liệu.")
    _log(conn, viewer, report, "xlsx", download=True)
    return _file(report, "xlsx", body)


def as_html(conn: Conn, viewer: Viewer, report_id: int, pages: str) -> Response:
    """For programs, with searches that lead to `pages`. Raises store.errors.NotFound."""
    report = reports.get(conn, report_id)
    _log(conn, viewer, report, "html", download=True)
    headers = {
        "Content-Security-Policy": DOCUMENT_POLICY,
        "Content-Disposition": f'attachment; filename="{file_name(report.head, "html")}"',
    }
    return HTMLResponse(queries.at(report.html, pages), headers=headers)


def as_page(conn: Conn, viewer: Viewer, report_id: int, settings: Settings) -> Response:
    """The document on screen, with the way back and to its files above it."""
    report = reports.get(conn, report_id)
    text = report.html
    if report.head.kind == DAILY:
        from pipeline.papers import list_as

        text = list_as(conn, settings, report.head.window.first, ".html").decode()
    _log(conn, viewer, report, "html", download=False)
    page, found, rest = text.partition("<body>")
    whole = page + found + _bar(report) + rest if found else _bar(report) + text
    return HTMLResponse(whole, headers={"Content-Security-Policy": DOCUMENT_POLICY})


def _bar(report: Report) -> str:
    here = f"/bao-cao/{report.head.id}"
    links = [("/bao-cao", "← Tất cả báo cáo"), (here, "Viết, duyệt" if report.head.state == "draft" else "Chi tiết")]
    links += [(f"{here}/word", "Word"), (f"{here}/pdf", "PDF"), (f"{here}/excel", "Excel"), (f"{here}/pdf?in=1", "In")]
    if report.head.kind == "flash":
        links = [link for link in links if link[1] != "Excel"]
    return _BAR % "".join(f'<a href="{href}">{escape(words)}</a>' for href, words in links)


def _file(report: Report, ending: str, body: bytes, *, inline: bool = False) -> Response:
    how = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{file_name(report.head, ending)}"'}
    return Response(body, media_type=_TYPES[ending], headers=headers)


def _log(conn: Conn, viewer: Viewer, report: Report, form: str, *, download: bool) -> None:
    action = "report_downloaded" if download else "report_viewed"
    audit.add(conn, viewer.id, action, f"report:{report.head.id}", {"as": form})
