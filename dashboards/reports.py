"""Reports that were made: to read on screen, and to take away as a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dashboards.formats import moment, window_words
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import REPORT
from store import reports
from store.db import Conn
from store.reports import ReportHead


@dataclass(frozen=True, slots=True)
class ReportLine:
    kind: str
    window: str
    made: str
    made_by: str
    replaced: bool
    """The same window was reported again later."""
    view: str
    docx: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    template: ClassVar[str] = "reports.html"
    frame: Frame
    reports: tuple[ReportLine, ...]


def reports_page(conn: Conn, viewer: Viewer) -> ReportsPage:
    heads = reports.newest(conn)
    newest = {(head.kind, head.window): head.id for head in reversed(heads)}
    return ReportsPage(
        frame=Frame("Báo cáo", "bao-cao", viewer),
        reports=tuple(_line(head, replaced=newest[head.kind, head.window] != head.id) for head in heads),
    )


def _line(head: ReportHead, *, replaced: bool) -> ReportLine:
    return ReportLine(
        kind=REPORT.get(head.kind, head.kind),
        window=window_words(head.window),
        made=moment(head.made_at),
        made_by=head.made_by or "chương trình",
        replaced=replaced,
        view=f"/bao-cao/{head.id}",
        docx=f"/bao-cao/{head.id}/word",
    )
