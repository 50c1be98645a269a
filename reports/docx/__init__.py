"""A document as .docx in the layout of Decree 30/2020, Annex I."""

from __future__ import annotations

import docx

from reports import chapters
from reports.document import Document
from reports.docx import foot, head, page
from reports.docx.blocks import lay_out
from reports.docx.packing import packed
from reports.letterhead import Letterhead
from reports.values import WeeklyReport


def render(report: WeeklyReport, letterhead: Letterhead) -> bytes:
    """The weekly report."""
    return write(chapters.document(report, letterhead))


def write(document: Document) -> bytes:
    """The same document gives the same bytes, so that a frozen one can be compared."""
    made, letterhead = docx.Document(), document.letterhead
    page.prepare(made, letterhead, title=document.title, made_at=document.made_at)
    head.write(made, document)
    lay_out(made, document.body, letterhead)
    foot.write(made, letterhead)
    lay_out(made, document.annex[:1], letterhead)
    if document.annex:
        made.paragraphs[-1].paragraph_format.page_break_before = True
    lay_out(made, document.annex[1:], letterhead)
    return packed(made)
