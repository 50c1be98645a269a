"""Rows as CSV, JSON lines, Parquet and XLSX, piece by piece."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook

from api.exports.columns import Value, cell
from api.exports.parquet import as_parquet

Rows = Iterable[dict[str, Value]]
PIECE: Final = 64 * 1024
LONGEST: Final = 32_000
"""Characters; a cell of a spreadsheet takes 32,767."""


@dataclass(frozen=True, slots=True)
class Format:
    media_type: str
    write: Callable[[Sequence[str], Rows], Iterator[bytes]]


def as_csv(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """With a byte order mark: spreadsheets take Vietnamese for something else without it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(columns)
    for one in rows:
        writer.writerow([cell(value) for value in one.values()])
        if buffer.tell() > PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def as_jsonl(_columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    buffer = io.StringIO()
    for one in rows:
        buffer.write(json.dumps(one, ensure_ascii=False) + "\n")
        if buffer.tell() > PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def as_xlsx(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """A workbook is a ZIP, whose directory stands at its end: it is written to a file first."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tin")
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for one in rows:
        sheet.append([_short(cell(value)) for value in one.values()])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


FORMATS: Final = {
    "csv": Format("text/csv; charset=utf-8", as_csv),
    "jsonl": Format("application/jsonl", as_jsonl),
    "parquet": Format("application/vnd.apache.parquet", as_parquet),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def _short(value: str | int) -> str | int:
    return value[:LONGEST] if isinstance(value, str) else value


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece
