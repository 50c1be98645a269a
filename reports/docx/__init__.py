"""The weekly report as .docx in the layout of Decree 30/2020, Annex I."""

from __future__ import annotations

from docx import Document

from reports.chapters import annex, body, subject
from reports.docx import foot, head, page
from reports.docx.blocks import lay_out
from reports.docx.packing import packed
from reports.letterhead import Letterhead
from reports.values import WeeklyReport


def render(report: WeeklyReport, letterhead: Letterhead) -> bytes:
    """The same report gives the same bytes, so that a frozen one can be compared."""
    document = Document()
    page.prepare(document, letterhead, title=" ".join(subject(report)), made_at=report.made_at)
    head.write(document, letterhead, subject(report), report.made_at)
    lay_out(document, body(report), letterhead)
    foot.write(document, letterhead)
    first, *rest = annex(report)
    lay_out(document, [first], letterhead)
    document.paragraphs[-1].paragraph_format.page_break_before = True
    lay_out(document, rest, letterhead)
    return packed(document)
