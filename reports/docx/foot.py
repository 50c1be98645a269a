"""Recipients and signature, side by side and never torn apart by a page."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell

from reports.docx.head import centred
from reports.docx.xml import cell_margins, column_widths, keep_whole
from reports.letterhead import Letterhead

ROOM_TO_SIGN = 3
"""Empty lines above the name."""


def write(document: Document, letterhead: Letterhead) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(letterhead.page.paragraph_gap)
    table = document.add_table(rows=1, cols=2)
    cell_margins(table, sides=0)
    keep_whole(table.rows[0])
    left = letterhead.page.width * 0.48
    column_widths(table, (left, letterhead.page.width - left))
    _recipients(table.cell(0, 0), letterhead)
    _signature(table.cell(0, 1), letterhead)


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
