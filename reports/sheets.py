"""Tables as .xlsx: everything that a text sums up, with the same numbers, to sort and to count again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from domain.times import VIETNAM
from reports.quotes import one_line

Cell = str | int | float | date | None
FACE = "Times New Roman"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_WIDEST = 70
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
    for cell in page[3]:
        cell.font = BOLD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    if sheet.last_is_total and sheet.rows:
        for cell in page[page.max_row]:
            cell.font = BOLD
    page["A1"].font = ITALIC
    page.freeze_panes = "A4"
    page.auto_filter.ref = f"A3:{get_column_letter(len(sheet.columns))}{3 + len(sheet.rows) - sheet.last_is_total}"
    for place, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = width


def _as_text(page: Worksheet) -> None:
    """A crawled text that begins with `=` must not become a formula in somebody's Excel."""
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value[:1] in {"=", "+", "-", "@"}:
                cell.data_type = "s"
                cell.quotePrefix = True
            elif isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"


def _widths(sheet: Sheet) -> list[int]:
    longest = [
        max((len(str(row[place])) for row in sheet.rows if row[place] is not None), default=0)
        for place in range(len(sheet.columns))
    ]
    heads = [min(len(title), 18) for title in sheet.columns]
    return [min(_WIDEST, max(8, head, length) + 2) for head, length in zip(heads, longest, strict=True)]


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
