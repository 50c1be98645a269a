"""Reports that were made: what state they are in, to read on screen, and to take away as documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from urllib.parse import urlencode

from dashboards.formats import day_digits, moment, window_words
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import REPORT
from domain.times import Window
from store import lists, reports
from store.db import Conn
from store.reports import ReportHead

STATE: Final = {"draft": ("Bản thảo", "quiet"), "approved": ("Đã duyệt", "ok"), "frozen": ("Đã chốt", "ok")}
PERIODS: Final = (("week", "Tuần"), ("month", "Tháng"), ("quarter", "Quý"), ("half", "6 tháng"), ("year", "Năm"))
SHOWN: Final = 30
"""On one page."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    id: int
    kind: str
    window: str
    made: str
    made_by: str
    replaced: bool
    """The same window was reported again later."""
    page: str
    state: str
    tone: str
    version: int
    reason: str
    """Why this version was made; empty for the first."""
    approved: str
    """When and by whom; empty for a draft."""


@dataclass(frozen=True, slots=True)
class ReportsPage:
    template: ClassVar[str] = "reports.html"
    frame: Frame
    reports: tuple[ReportLine, ...]
    kinds: tuple[tuple[str, str, bool], ...]
    """Address and words of each kind, and whether it is the one on show; all kinds first."""
    older: str
    """Address of the reports before these; empty on the last page."""
    periods: tuple[tuple[str, str], ...] = PERIODS
    problem: str = ""


def reports_page(
    conn: Conn, viewer: Viewer, problem: str = "", kind: str | None = None, before: tuple[date, int] | None = None
) -> ReportsPage:
    """`kind` of REPORT or all; `before`: first day and number of the last report of the page before."""
    heads = lists.reports(conn, kind, SHOWN, before)
    kinds = ((None, "Tất cả"), *REPORT.items())
    return ReportsPage(
        frame=Frame("Báo cáo", "bao-cao", viewer),
        reports=tuple(report_line(head, replaced=_replaced(conn, head)) for head in heads),
        kinds=tuple((_address(slug), words, slug == kind) for slug, words in kinds),
        older=_address(kind, heads[-1]) if len(heads) == SHOWN else "",
        problem=problem,
    )


def _replaced(conn: Conn, head: ReportHead) -> bool:
    newest = reports.latest(conn, head.kind, head.window, head.subject)
    return newest is not None and newest.id != head.id


def _address(kind: str | None, last: ReportHead | None = None) -> str:
    pairs = {"loai": kind or "", "truoc": f"{last.window.first}.{last.id}" if last else ""}
    given = urlencode({name: value for name, value in pairs.items() if value})
    return f"/bao-cao?{given}" if given else "/bao-cao"


def _days(window: Window) -> str:
    return f"ngày {day_digits(window.first)}" if window.days == 1 else window_words(window)


def report_line(head: ReportHead, *, replaced: bool = False) -> ReportLine:
    word, tone = STATE[head.state]
    approved = f"{moment(head.approved_at)}, {head.approved_by or 'chương trình'}" if head.approved_at else ""
    return ReportLine(
        id=head.id,
        kind=REPORT.get(head.kind, head.kind),
        window=_days(head.window),
        made=moment(head.made_at),
        made_by=head.made_by or "chương trình",
        replaced=replaced,
        page=f"/bao-cao/{head.id}",
        state=word,
        tone=tone,
        version=head.version,
        reason=head.reason,
        approved=approved,
    )
