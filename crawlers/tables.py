"""Tables and lists of texts as staff save them, row by row: CSV in any usual encoding, XLSX, JSON lines, plain lines.

Rows are read as they are asked for, so that a long file needs no more memory than a short one.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from crawlers import sheets
from crawlers.columns import plain
from crawlers.errors import DocumentError
from crawlers.streams import Encoding, Opener, encoding_of, lines_of, text_of

Cells = tuple[str, ...]
SAMPLE: Final = 30
LONGEST_CELL: Final = 1_000_000
_DELIMITERS: Final = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}
_DAY: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
_HEADING: Final = 80
"""Characters of the longest heading; a longer cell in the first row is a text, and the file has no headings."""


@dataclass(frozen=True, slots=True)
class Record:
    number: int
    """As the person counts rows, headings included."""
    cells: Cells
    problem: str = ""
    """Why the row cannot be read; then it has no cells."""


@dataclass(frozen=True, slots=True)
class Table:
    form: str
    """csv, xlsx, jsonl or lines."""
    headings: Cells
    notes: tuple[str, ...]
    """What was found out about the file, for people."""
    records: Callable[[], Iterator[Record]]

    def sample(self) -> list[Cells]:
        return [record.cells for record in islice(self.records(), SAMPLE) if not record.problem]


def csv_table(opener: Opener) -> Table:
    """Raises DocumentError."""
    encoding = encoding_of(opener)
    with text_of(opener, encoding) as text:
        start = text.read(200_000)
    delimiter = _delimiter(start)
    first = next(_rows(iter(start.splitlines(keepends=True)), delimiter), None)
    if first is None or not first.cells:
        raise DocumentError("empty", "tệp không có dòng nào; hãy chọn đúng tệp")
    headed = _is_heading(first.cells)
    headings = first.cells if headed else _numbered(len(first.cells))

    def records() -> Iterator[Record]:
        with text_of(opener, encoding) as stream:
            yield from islice(_rows(stream, delimiter), 1 if headed else 0, None)

    notes = (f"bảng mã {encoding.words}", f"cột cách nhau bằng {_DELIMITERS[delimiter]}")
    return Table("csv", headings, notes, records)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Record]:
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield Record(number, (), "một ô dài quá: có lẽ dấu ngoặc kép mở mà không đóng; sửa dòng này rồi nhập lại")
            return
        yield Record(number, tuple(cells))


def _delimiter(start: str) -> str:
    """What parts most rows into the same number of columns, more than one."""

    def score(delimiter: str) -> tuple[float, float, int]:
        rows = list(islice(_rows(iter(start.splitlines(keepends=True)), delimiter), SAMPLE))
        widths = Counter(len(row.cells) for row in rows)
        width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        cells = [cell for row in rows for cell in row.cells[1:]]
        # In a sentence a blank follows the comma.
        sentences = sum(cell.startswith(" ") for cell in cells) / max(1, len(cells))
        return (times / max(1, len(rows)) if width > 1 else 0, -sentences, width)

    return max(_DELIMITERS, key=score)


def _is_heading(cells: Cells) -> bool:
    words = [cell for cell in cells if plain(cell) and not cell.strip().isdigit()]
    return bool(words) and not any(len(cell) > _HEADING or _DAY.search(cell) for cell in cells)


def _numbered(columns: int) -> Cells:
    return tuple(f"Cột {at}" for at in range(1, columns + 1))


def xlsx_table(opener: Opener) -> Table:
    """The first sheet that has rows. Raises DocumentError."""
    first = next(sheets.rows(opener), None)
    if first is None:
        raise DocumentError("empty", "bảng tính không có dòng nào; hãy chọn đúng tệp")
    at, cells = first
    headed = _is_heading(cells)
    headings = cells if headed else _numbered(len(cells))

    def records() -> Iterator[Record]:
        for number, row in sheets.rows(opener):
            if not (headed and number == at):
                yield Record(number, row)

    return Table("xlsx", headings, ("chỉ đọc giá trị của ô, không đọc công thức",), records)


def jsonl_table(opener: Opener) -> Table:
    """Raises DocumentError."""
    encoding = encoding_of(opener)
    headings: dict[str, None] = {}
    for _, value in islice(_objects(opener, encoding), SAMPLE):
        if isinstance(value, dict):
            headings |= dict.fromkeys(str(key) for key in value)
    if not headings:
        raise DocumentError("not-json", 'không dòng nào là một đối tượng JSON; mỗi dòng cần dạng {"text": "…"}')
    names = tuple(headings)

    def records() -> Iterator[Record]:
        for number, value in _objects(opener, encoding):
            if isinstance(value, dict):
                yield Record(number, tuple(_cell(value.get(name)) for name in names))
            else:
                yield Record(number, (), "dòng không phải là một đối tượng JSON")

    return Table("jsonl", names, (f"bảng mã {encoding.words}",), records)


def _objects(opener: Opener, encoding: Encoding) -> Iterator[tuple[int, object]]:
    for number, line in lines_of(opener, encoding):
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, None


def _cell(value: object) -> str:
    """Lists and objects are no text, and may hold a person."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def lines_table(opener: Opener) -> Table:
    """One post a line. Raises DocumentError."""
    encoding = encoding_of(opener)

    def records() -> Iterator[Record]:
        for number, line in lines_of(opener, encoding):
            yield Record(number, (line,))

    return Table("lines", ("Nội dung",), (f"bảng mã {encoding.words}", "mỗi dòng là một tin"), records)


def pick(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""
