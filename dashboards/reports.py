"""Reports that were made: what state they are in, to read on screen, and to take away as documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from dashboards.formats import day_digits, moment, window_words
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import REPORT
from domain.times import Window
from store import reports
from store.db import Conn
from store.reports import ReportHead

STATE: Final = {"draft": ("Bản thảo", "quiet"), "approved": ("Đã duyệt", "ok"), "frozen": ("Đã chốt", "ok")}
PERIODS: Final = (("week", "Tuần"), ("month", "Tháng"), ("quarter", "Quý"), ("half", "6 tháng"), ("year", "Năm"))


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
    periods: tuple[tuple[str, str], ...] = PERIODS
    problem: str = ""


def reports_page(conn: Conn, viewer: Viewer, problem: str = "") -> ReportsPage:
    heads = reports.newest(conn)
    newest = {(head.kind, head.window, head.subject): head.id for head in reversed(heads)}
    return ReportsPage(
        frame=Frame("Báo cáo", "bao-cao", viewer),
        reports=tuple(
            report_line(head, replaced=newest[head.kind, head.window, head.subject] != head.id) for head in heads
        ),
        problem=problem,
    )


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
