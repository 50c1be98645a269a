"""The life of a report: a draft that people edit, approved and frozen with its data, corrected by a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.times import Window
from reports import docx, html, pdf
from reports.frozen import thaw, to_json
from reports.laid_out import ReportError, document_of, sheets_of
from reports.numbers import moment
from reports.uploads import checked
from reports.written import NOTHING, Written
from store import audit, report_edits
from store import reports as stored
from store.db import Conn
from store.reports import Report, ReportHead

REFRESHED = "Số liệu mới"


class EditConflict(ReportError):  # noqa: N818 - the name says what happened
    """Somebody saved in between. Nothing was overwritten, nothing was saved."""


class ReportClosed(ReportError):  # noqa: N818 - the name says what it is
    """It was approved, or a newer version took its place."""


@dataclass(frozen=True, slots=True)
class Current:
    """What people wrote last: `revision` 0 where nobody did; `docx` where they brought a file instead."""

    revision: int
    text: Written
    docx: bytes | None = None


def current(conn: Conn, report_id: int) -> Current:
    edit = report_edits.newest(conn, report_id)
    return Current(edit.revision, thaw(dict(edit.written), Written), edit.docx) if edit else Current(0, NOTHING)


def keep(
    conn: Conn,
    kind: str,
    window: Window,
    value: Mapping[str, object],
    now: datetime,
    *,
    subject: str = "",
    made_by: int | None = None,
) -> int:
    """Store a report that was counted again. What says the same, was approved, or has a file of people's stays as it
    is; what they wrote into a draft goes along into the new one. Returns the id of the one that counts."""
    made = ReportHead(0, kind, window, now, None, subject)
    head = stored.latest(conn, kind, window, subject)
    if head is None:
        return _add(conn, made, value, NOTHING, who=made_by)
    held, known = stored.hold(conn, head.id), current(conn, head.id)
    same = {**stored.get(conn, head.id).value, "made_at": ""} == {**value, "made_at": ""}
    if same or held.state != "draft" or known.docx is not None:
        return head.id
    return _add(conn, replace(made, reason=REFRESHED), value, known.text, who=made_by)


def _add(conn: Conn, made: ReportHead, value: Mapping[str, object], text: Written, *, who: int | None) -> int:
    document = document_of(Report(made, value, b"", ""), text)
    report_id = stored.add(
        conn,
        made.kind,
        made.window,
        value=value,
        docx=docx.write(document),
        html=html.write(document),
        made_by=who,
        subject=made.subject,
        reason=made.reason,
    )
    if text != NOTHING:
        report_edits.add(conn, report_id, 0, to_json(text), who=who, now=made.made_at)
    audit.add(conn, who, "report_made", f"report:{report_id}", {"kind": made.kind, "replaces": made.replaces})
    return report_id


def save(conn: Conn, report_id: int, text: Written, *, seen: int, who: int, now: datetime) -> int:
    """Save what a person wrote over revision `seen`; returns the new revision. Raises EditConflict, ReportClosed."""
    _open(conn, report_id)
    revision = _saved(conn, report_id, text, seen=seen, who=who, now=now)
    document = document_of(stored.get(conn, report_id), text)
    stored.render(conn, report_id, docx.write(document), html.write(document))
    audit.add(conn, who, "report_edited", f"report:{report_id}", {"revision": revision})
    return revision


def upload(conn: Conn, report_id: int, body: bytes, *, seen: int, who: int, now: datetime) -> int:
    """Take a person's .docx as the signed version. Raises BadUpload, EditConflict, ReportClosed."""
    word = checked(body)
    _open(conn, report_id)
    revision = _saved(conn, report_id, current(conn, report_id).text, seen=seen, who=who, now=now, docx=word)
    stored.render(conn, report_id, word, stored.get(conn, report_id).html)
    audit.add(conn, who, "report_uploaded", f"report:{report_id}", {"revision": revision, "bytes": len(word)})
    return revision


def approve(conn: Conn, report_id: int, *, seen: int, who: int, now: datetime, name: str) -> None:
    """Freeze what the person has seen, with all its files. Raises EditConflict, ReportClosed, Unreadable."""
    _open(conn, report_id)
    known, report = current(conn, report_id), stored.get(conn, report_id)
    if known.revision != seen:
        raise EditConflict("Báo cáo vừa được sửa sau khi mở trang này; chưa duyệt. Hãy đọc lại bản mới rồi duyệt.")
    head = replace(report.head, state="approved", approved_at=now, approved_by=name)
    document = document_of(replace(report, head=head), known.text)
    if known.docx is not None:
        document = replace(document, status=f"{document.status}; bản ký là tệp Word do cán bộ tải lên")
    word = known.docx if known.docx is not None else docx.write(document)
    printed = pdf.write(document) if known.docx is None else None
    page, tables = html.write(document), sheets_of(report)
    stored.approve(conn, report_id, who, now, docx=word, html=page, pdf=printed, xlsx=tables)
    audit.add(conn, who, "report_approved", f"report:{report_id}", {"revision": seen})


def correct(
    conn: Conn, report_id: int, reason: str, *, who: int, now: datetime, value: Mapping[str, object] | None = None
) -> int:
    """A new version of an approved report, linked to it; `value` where the numbers were counted again, else those of
    the old one. Raises ReportClosed."""
    held = stored.hold(conn, report_id)
    if not held.newest or held.state != "approved":
        raise ReportClosed("Chỉ đính chính bản đã duyệt và là bản mới nhất; hãy mở bản mới nhất của báo cáo này.")
    old, known = stored.get(conn, report_id), current(conn, report_id)
    made = replace(old.head, made_at=now, replaces=report_id, reason=reason, approved_at=None, approved_by=None)
    return _add(conn, made, old.value if value is None else value, known.text, who=who)


def _open(conn: Conn, report_id: int) -> None:
    held = stored.hold(conn, report_id)
    if held.state != "draft":
        raise ReportClosed("Báo cáo đã duyệt nên không sửa được nữa; muốn sửa, hãy nhờ trưởng nhóm lập bản đính chính.")
    if not held.newest:
        raise ReportClosed("Đã có bản mới hơn của báo cáo này; hãy mở bản mới rồi chép phần viết của mình sang.")


def _saved(
    conn: Conn, report_id: int, text: Written, *, seen: int, who: int, now: datetime, docx: bytes | None = None
) -> int:
    revision = report_edits.add(conn, report_id, seen, to_json(text), who=who, now=now, docx=docx)
    if revision is None:
        last = report_edits.newest(conn, report_id)
        whose = f" ({last.made_by}, {moment(last.made_at)})" if last and last.made_by else ""
        raise EditConflict(f"Có người vừa lưu báo cáo này{whose}; chưa lưu phần của bạn để không ghi đè.")
    return revision
