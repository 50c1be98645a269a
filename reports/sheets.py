"""Tables as .xlsx: everything that a text sums up, with the same numbers, to sort and to count again."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.times import VIETNAM
from reports.quotes import one_line

Cell = str | int | float | date | None
FACE = "Times New Roman"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_WIDEST, _ACROSS, _HEAD = 36, 110, 11
"""Letters of a column of many, of all of few, and of a head that need not break."""
HEAD, LINE, LETTERS, A4 = 3, 15, 1.15, 9
"""Row of the head; points of a line; letters of Times in a unit of width; the paper's number."""
NAME_ABOVE = HeaderFooterItem(center=_HeaderFooterPart("&A"))
PAGE_BELOW = HeaderFooterItem(center=_HeaderFooterPart("&P/&N"))
WRAPPED = Alignment(wrap_text=True, vertical="top")
PLAIN, BOLD, ITALIC = Font(sz=11, name=FACE), Font(sz=11, b=True, name=FACE), Font(sz=11, i=True, name=FACE)
_NAME_FIRST = re.compile(rb"<font>(<name [^>]*/>)(.*?)</font>")
_STAMP = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    note: str
    """One line above the table."""
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    last_is_total: bool = False


def write(sheets: Iterable[Sheet], *, title: str, made_at: datetime) -> bytes:
    """The same sheets give the same bytes."""
    book = Workbook()
    book._fonts = IndexedList([PLAIN])  # type: ignore[attr-defined]
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _lay(book.create_sheet(sheet.name), sheet)
    made = made_at.astimezone(VIETNAM).replace(tzinfo=None)
    book.properties.title, book.properties.creator = title, "Lắng Nghe"
    book.properties.created = made
    written = io.BytesIO()
    book.save(written)
    return _steady(written)


def _lay(page: Worksheet, sheet: Sheet) -> None:
    page.append([sheet.note])
    page.append([])
    page.append(list(sheet.columns))
    for row in sheet.rows:
        page.append([one_line(cell) if isinstance(cell, str) else cell for cell in row])
    _as_text(page)
    for cell in page[HEAD]:
        cell.font = BOLD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    if sheet.last_is_total and sheet.rows:
        for cell in page[page.max_row]:
            cell.font = BOLD
    page.freeze_panes = "A4"
    last, widths = get_column_letter(len(sheet.columns)), _widths(sheet)
    page.auto_filter.ref = f"A3:{last}{3 + len(sheet.rows) - sheet.last_is_total}"
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    for place, row in enumerate([sheet.columns, *sheet.rows], HEAD):
        page.row_dimensions[place].height = _height(row, widths)
    _note(page, sheet.note, last, sum(widths))
    _on_paper(page)


def _note(page: Worksheet, note: str, last: str, width: int) -> None:
    """Over the whole table, in as many lines as it needs."""
    page.merge_cells(f"A1:{last}1")
    page["A1"].font, page["A1"].alignment = ITALIC, WRAPPED
    page.row_dimensions[1].height = LINE * math.ceil(len(note) / width)


def _on_paper(page: Worksheet) -> None:
    """A4 across, as wide as the table, its head on each page."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows, page.print_options.gridLines = f"{HEAD}:{HEAD}", True
    page.HeaderFooter.oddHeader, page.HeaderFooter.oddFooter = NAME_ABOVE, PAGE_BELOW


def _as_text(page: Worksheet) -> None:
    """A crawled text that begins with `=` must not become a formula in somebody's Excel."""
    for place, row in enumerate(page.iter_rows(), 1):
        for cell in row:
            if isinstance(cell.value, str) and cell.value[:1] in {"=", "+", "-", "@"}:
                cell.data_type = "s"
                cell.quotePrefix = True
            elif isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
            if place > HEAD:
                cell.alignment = WRAPPED


def _widths(sheet: Sheet) -> list[int]:
    longest = [
        max((len(str(row[place])) for row in sheet.rows if row[place] is not None), default=0)
        for place in range(len(sheet.columns))
    ]
    heads = [min(len(title), _HEAD) for title in sheet.columns]
    widest = max(_WIDEST, _ACROSS // len(sheet.columns))
    return [min(widest, max(8, head, length) + 2) for head, length in zip(heads, longest, strict=True)]


def _height(cells: Sequence[object], widths: Sequence[int]) -> float:
    """Of a row whose texts are broken into lines: LibreOffice does not reckon it when it opens a file."""
    lines = (
        math.ceil(len(str(cell)) / (LETTERS * width))
        for cell, width in zip(cells, widths, strict=False)
        if cell is not None
    )
    return float(LINE * max(lines, default=1))


def _steady(written: io.BytesIO) -> bytes:
    """Without the time of the writing, which openpyxl puts in twice."""
    steady = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(b"", content)
            if name == "xl/styles.xml":  # openpyxl's order is not that which the validator of Office wants
                content = _NAME_FIRST.sub(rb"<font>\2\1</font>", content)
            target.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
