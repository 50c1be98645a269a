"""One report: its state, its files, the text of people, its versions, who did what, to whom it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dashboards.formats import moment
from dashboards.frame import Frame
from dashboards.report_form import ReportForm, report_form
from dashboards.reports import ReportLine, report_line
from dashboards.viewer import Viewer
from reports import life
from reports.freezing import KIND as DAILY
from reports.laid_out import Unreadable, document_of
from reports.life import Current
from reports.naming import title_of
from reports.written import NOTHING, Written
from store import report_edits, report_letters, reports
from store.db import Conn
from store.report_letters import Letter
from store.reports import ReportHead

LETTER = {"waiting": ("đang chờ gửi", "quiet"), "sent": ("đã gửi", "ok"), "dead": ("không gửi được", "broken")}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    when: str
    who: str
    what: str
    file: str = ""
    """Address of a file that was brought then."""


@dataclass(frozen=True, slots=True)
class Sent:
    address: str
    state: str
    tone: str
    trouble: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    template: ClassVar[str] = "report.html"
    frame: Frame
    line: ReportLine
    form: ReportForm | None
    """None where nothing can be edited."""
    approvable: bool
    correctable: bool
    prints: bool
    tables: bool
    newer: str
    """Address of the version that took its place."""
    versions: tuple[ReportLine, ...]
    steps: tuple[Step, ...]
    letters: tuple[Sent, ...]
    seen: int
    signed: bool
    note: str
    problem: str = ""
    done: str = ""


def report_page(
    conn: Conn,
    viewer: Viewer,
    report_id: int,
    *,
    problem: str = "",
    done: str = "",
    mine: Written | None = None,
) -> ReportPage:
    """`mine`: what the person wrote and could not save. Raises NotFound."""
    report = reports.get(conn, report_id)
    head, versions = report.head, reports.versions(conn, report_id)
    newest = versions[0].id == head.id
    known, note, form = Current(0, NOTHING), "", None
    try:
        document = None if head.kind == DAILY else document_of(report)
        known = life.current(conn, report_id)
    except Unreadable as unreadable:
        document, note = None, str(unreadable)
    open_now = document is not None and newest and head.state == "draft"
    if document is not None and (mine is not None or (open_now and viewer.decides)):
        text, theirs = (known.text, None) if mine is None else (mine, known.text)
        uploaded = known.docx is not None
        form = report_form(head.kind, document, text, seen=known.revision, theirs=theirs, uploaded=uploaded)
    return ReportPage(
        frame=Frame(title_of(head), "bao-cao", viewer),
        line=report_line(head),
        form=form,
        approvable=open_now and viewer.leads,
        correctable=newest and head.state == "approved" and viewer.leads,
        prints=head.kind == DAILY or (document is not None and known.docx is None),
        tables=head.kind == DAILY or (document is not None and head.kind != "flash"),
        newer="" if newest else f"/bao-cao/{versions[0].id}",
        versions=tuple(report_line(one) for one in versions) if len(versions) > 1 else (),
        steps=_steps(conn, head),
        letters=tuple(_sent(letter) for letter in report_letters.of_report(conn, report_id)),
        seen=known.revision,
        signed=known.docx is not None,
        note=note,
        problem=problem,
        done=done,
    )


def _steps(conn: Conn, head: ReportHead) -> tuple[Step, ...]:
    """The newest first."""
    approved = [Step(moment(head.approved_at), head.approved_by or "", "Duyệt")] if head.approved_at else []
    edits = [
        Step(
            moment(edit.made_at),
            edit.made_by or "chương trình",
            "Tải tệp Word lên làm bản ký" if edit.uploaded else "Sửa phần viết",
            f"/bao-cao/{head.id}/tep/{edit.revision}" if edit.uploaded else "",
        )
        for edit in report_edits.past(conn, head.id)
    ]
    made = Step(
        moment(head.made_at),
        head.made_by or "chương trình",
        "Chốt danh sách" if head.kind == DAILY else f"Lập bản {head.version}: {head.reason or 'lần đầu'}",
    )
    return (*approved, *edits, made)


def _sent(letter: Letter) -> Sent:
    word, tone = LETTER[letter.state]
    when = f" lúc {moment(letter.finished_at)}" if letter.finished_at else ""
    return Sent(letter.address, f"{word}{when}", tone, letter.trouble)
