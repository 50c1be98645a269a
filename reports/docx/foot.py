"""Recipients and signature, side by side and never torn apart by a page."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.docx.head import centred
from reports.docx.xml import cell_margins, column_widths, keep_whole
from reports.letterhead import Letterhead

ROOM_TO_SIGN = 3
"""Empty lines above the name."""
LAST_ROWS = 2
"""Of a table before the signature that go with it to the next page."""


def write(document: Document, letterhead: Letterhead) -> None:
    _held_by_what_is_above(document)
    gap = document.add_paragraph().paragraph_format
    gap.space_after, gap.keep_with_next = Pt(letterhead.page.paragraph_gap), True
    table = document.add_table(rows=1, cols=2)
    cell_margins(table, sides=0)
    keep_whole(table.rows[0])
    left = letterhead.page.width * 0.48
    column_widths(table, (left, letterhead.page.width - left))
    _recipients(table.cell(0, 0), letterhead)
    _signature(table.cell(0, 1), letterhead)


def _held_by_what_is_above(document: Document) -> None:
    """A signature alone on a page signs nothing: the end of the text goes with it."""
    for last in list(document.iter_inner_content())[-2:]:
        for paragraph in [last] if isinstance(last, Paragraph) else _of_rows(last):
            paragraph.paragraph_format.keep_with_next = True


def _of_rows(table: Table) -> list[Paragraph]:
    return [found for row in table.rows[-LAST_ROWS:] for cell in row.cells for found in cell.paragraphs]


def recipient_lines(letterhead: Letterhead) -> list[str]:
    """Each ends with a semicolon, the archive's last one with a full stop."""
    return [f"- {name};" for name in letterhead.recipients] + [f"- Lưu: {letterhead.archive}."]


def _recipients(cell: _Cell, letterhead: Letterhead) -> None:
    title = cell.paragraphs[0].add_run("Nơi nhận:")
    title.bold = title.italic = True
    title.font.size = Pt(letterhead.sizes.recipients_title)
    for text in recipient_lines(letterhead):
        paragraph = cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(text).font.size = Pt(letterhead.sizes.recipients)


def _signature(cell: _Cell, letterhead: Letterhead) -> None:
    sizes = letterhead.sizes
    for text in (letterhead.authority, letterhead.position):
        if text:
            centred(cell, text.upper(), sizes.authority, bold=True)
    for _ in range(ROOM_TO_SIGN):
        cell.add_paragraph()
    centred(cell, letterhead.signer, sizes.signer, bold=True)
