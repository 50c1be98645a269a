"""A stored report laid out again from its own value, with what people wrote."""

from __future__ import annotations

from pydantic import ValidationError

from reports import xlsx
from reports.chapters import document as weekly_document
from reports.chapters import flash as flash_chapters
from reports.document import Document
from reports.flash import KIND as FLASH
from reports.flash import FlashReport
from reports.frozen import from_json, thaw
from reports.numbers import moment
from reports.written import NOTHING, Written
from store.reports import Report, ReportHead


class ReportError(Exception):
    """Something about a report that a person has to know; the sentence says what to do."""


class Unreadable(ReportError):  # noqa: N818 - the name says what it is
    """Its value was written by another version of the program: its files stay, it cannot be laid out again."""


def document_of(report: Report, text: Written = NOTHING) -> Document:
    """The stored value laid out again, with what people wrote. Raises Unreadable."""
    try:
        if report.head.kind == FLASH:
            return flash_chapters.document(thaw(dict(report.value), FlashReport), text, status_of(report.head))
        value = from_json(dict(report.value))
    except ValidationError as error:
        words = "Báo cáo này do bản chương trình khác lập nên không trình bày lại được; hãy tải bản Word, hoặc lập lại."
        raise Unreadable(words) from error
    return weekly_document(value, value.letterhead, text, status_of(report.head))


def sheets_of(report: Report) -> bytes | None:
    """The annex of tables; a flash report has none. Raises Unreadable."""
    if report.head.kind == FLASH:
        return None
    if report.xlsx is not None:
        return report.xlsx
    document_of(report)
    return xlsx.render(from_json(dict(report.value)))


def status_of(head: ReportHead) -> str:
    if head.approved_at is None:
        return ""
    version = f", bản {head.version}" if head.version > 1 else ""
    return f"Đã duyệt lúc {moment(head.approved_at)}{version}"
