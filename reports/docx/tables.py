"""Tables: ruled, with a head that every page repeats and rows that no page tears."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell, _Row

from reports.docx.page import TABLE_ID
from reports.docx.runs import add_runs
from reports.docx.xml import cell_margins, column_widths, keep_whole, repeat_on_each_page
from reports.letterhead import Letterhead
from reports.outline import Align, Line, line
from reports.outline import Table as TableBlock

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_SIDES, _ABOVE = 80, 25
"""Twips in a cell."""
SHORT, BRIEF = 12, 70
"""Rows that a table may have to stay on one page, and characters of their longest cell: a table of texts fills most of
a page, and would leave the page before it half empty."""
ROOM_TO_WRITE = 11
"""Millimetres of a row that people fill in."""


def add_table(document: Document, block: TableBlock, letterhead: Letterhead) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    cell_margins(table, sides=_SIDES, above=_ABOVE)
    weights = sum(column.weight for column in block.columns)
    widths = [letterhead.page.width * column.weight / weights for column in block.columns]
    column_widths(table, widths)
    heads = tuple(line(column.title, bold=True) for column in block.columns)
    aligns = [column.align for column in block.columns]
    rows = list(table.rows)
    _fill_row(rows[0], heads, ["center"] * len(heads))
    repeat_on_each_page(rows[0])
    for row, cells in zip(rows[1:], block.rows, strict=True):
        _fill_row(row, cells, aligns, bold=block.last_is_total and row is rows[-1])
        if not any(run.text for cell in cells[1:] for run in cell):
            row.height = Mm(ROOM_TO_WRITE)
    longest = max((len(run.text) for row in block.rows for cell in row for run in cell), default=0)
    if len(rows) <= SHORT and longest <= BRIEF:
        _keep_together(rows)
    else:
        _keep_together(rows[:3])
        _keep_together(rows[-3:])


def _keep_together(rows: list[_Row]) -> None:
    """Each row with the next."""
    for row in rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _fill_row(row: _Row, cells: tuple[Line, ...], aligns: list[Align], *, bold: bool = False) -> None:
    keep_whole(row)
    for cell, runs, align in zip(row.cells, cells, aligns, strict=True):
        _fill(cell, runs, align, bold=bold)


def _fill(cell: _Cell, runs: Line, align: Align, *, bold: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph._p.style = TABLE_ID  # python-docx looks a name up in all styles, for every cell
    paragraph.alignment = _ALIGN[align]
    add_runs(paragraph, runs, bold=bold)
