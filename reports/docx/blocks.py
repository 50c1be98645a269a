"""Blocks of the outline as paragraphs, pictures and tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import zip_longest

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from reports.chapters.phrasing import source_of
from reports.docx.page import BODY, CAPTION, QUOTE
from reports.docx.runs import add_runs
from reports.docx.tables import add_table
from reports.docx.xml import alternative
from reports.letterhead import Letterhead
from reports.outline import Block, Figure, Heading, Open, Paragraph, Quote, Run, Table, leads_on
from reports.queries import addressed

FIGURE_WIDTH = 150
"""Millimetres; smaller where the text is narrower."""


def lay_out(document: Document, found: Sequence[Block], letterhead: Letterhead) -> None:
    blocks = addressed(found, letterhead.pages)
    for block, after in zip_longest(blocks, blocks[1:]):
        _lay(document, block, letterhead)
        if leads_on(block, after):
            document.paragraphs[-1].paragraph_format.keep_with_next = True  # else its heading would stand without it


def _lay(document: Document, block: Block, letterhead: Letterhead) -> None:
    match block:
        case Heading(text, level):
            document.add_paragraph(text, style=f"Heading {level}")
        case Paragraph(runs):
            add_runs(document.add_paragraph(style=BODY), runs)
        case Quote():
            _quote(document, block)
        case Table():
            _table(document, block, letterhead)
        case Figure():
            _figure(document, block, letterhead)
        case Open():
            _open(document, block, letterhead)


def _quote(document: Document, block: Quote) -> None:
    item = block.quotation
    source = (Run(" ("), Run(source_of(item), url=item.url), Run(")"))
    add_runs(document.add_paragraph(style=QUOTE), (Run(f"“{item.text}”", italic=True), *source))


def _table(document: Document, block: Table, letterhead: Letterhead) -> None:
    if block.caption:
        document.add_paragraph(block.caption, style=CAPTION).paragraph_format.keep_with_next = True
    add_table(document, block, letterhead)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _figure(document: Document, block: Figure, letterhead: Letterhead) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    width = Mm(min(FIGURE_WIDTH, letterhead.page.width))
    alternative(paragraph.add_run().add_picture(io.BytesIO(block.chart.png()), width=width), block.chart.alt)
    document.add_paragraph(block.caption, style=CAPTION)


def _open(document: Document, block: Open, letterhead: Letterhead) -> None:
    """The hint in brackets and dotted lines to write on."""
    paragraph = document.add_paragraph(style=BODY)
    paragraph.add_run(f"({block.hint})").italic = True
    for _ in range(block.lines):
        dotted = document.add_paragraph(style=BODY)
        dotted.paragraph_format.first_line_indent = Mm(0)
        stops = dotted.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(letterhead.page.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        dotted.add_run("\t")
