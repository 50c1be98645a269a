"""The head of the first page: whose document, of what state, number, place and date; what it is and about what."""

from __future__ import annotations

from datetime import date
from typing import cast

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from domain.times import vietnam_day
from reports.document import Document as Words
from reports.docx.widths import width_mm
from reports.docx.xml import cell_margins, column_widths, rule_below
from reports.letterhead import Letterhead
from reports.numbers import dateline

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
UNDER_NAME = 0.42
"""Of the name's width; the decree wants a third to a half."""
_BESIDE = 4
"""Millimetres that the country's name gets beyond its own width."""


def write(made: Document, document: Words) -> None:
    letterhead = document.letterhead
    table = made.add_table(rows=2, cols=2)
    cell_margins(table, sides=0)
    right = width_mm(COUNTRY, letterhead.sizes.country) + _BESIDE
    left = letterhead.page.width - right
    column_widths(table, (left, right))
    _body(table.cell(0, 0), letterhead, left)
    _state(table.cell(0, 1), letterhead, right)
    _number_and_date(table, letterhead, vietnam_day(document.made_at), None)
    _title(made, document)


def _body(cell: _Cell, letterhead: Letterhead, width: float) -> None:
    sizes = letterhead.sizes
    for text in letterhead.superior:
        centred(cell, text.upper(), sizes.superior)
    for text in letterhead.issuer:
        centred(cell, text.upper(), sizes.issuer, bold=True)
    longest = max(width_mm(text.upper(), sizes.issuer) for text in letterhead.issuer)
    rule(cell, longest * UNDER_NAME, width)


def _state(cell: _Cell, letterhead: Letterhead, width: float) -> None:
    sizes = letterhead.sizes
    centred(cell, COUNTRY, sizes.country, bold=True)
    centred(cell, MOTTO, sizes.motto, bold=True)
    rule(cell, width_mm(MOTTO, sizes.motto), width)


def _number_and_date(table: Table, letterhead: Letterhead, made_on: date, signed_on: date | None) -> None:
    """A draft leaves number and date open; whoever signs it fills them in."""
    sizes = letterhead.sizes
    number = f"Số:        /{letterhead.symbol}" if letterhead.symbol else ""
    centred(table.cell(1, 0), number, sizes.number, before=6)
    text = dateline(letterhead.place, signed_on, made_on.year)
    centred(table.cell(1, 1), text, sizes.dateline, italic=True, before=6)


def _title(made: Document, document: Words) -> None:
    sizes = document.letterhead.sizes
    centred(made, document.kind, sizes.kind, bold=True, before=18)
    for text in document.subject:
        centred(made, text, sizes.subject, bold=True)
    rule(made, width_mm(document.subject[1], sizes.subject) * UNDER_NAME, document.letterhead.page.width)
    centred(made, "", sizes.body)


def centred(
    place: _Cell | Document, text: str, points: float, *, bold: bool = False, italic: bool = False, before: float = 0
) -> Paragraph:
    paragraph = _next(place)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(points), bold, italic
    return paragraph


def rule(place: _Cell | Document, length: float, width: float) -> None:
    """A line of `length` mm in the middle of `width` mm: an empty paragraph whose indents leave that much."""
    paragraph = _next(place)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (width - length) / 2))
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    rule_below(paragraph)


def _next(place: _Cell | Document) -> Paragraph:
    """A cell begins with an empty paragraph, which is used first."""
    if isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.text and not place.paragraphs[0].runs:
        return cast(Paragraph, place.paragraphs[0])
    return place.add_paragraph()
