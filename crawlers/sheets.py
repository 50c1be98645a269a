"""Rows of an XLSX workbook: values only, never formulas, and no more than an honest workbook of its size can hold."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any, Final

from crawlers.errors import DocumentError
from crawlers.streams import Opener

LARGEST: Final = 300_000_000
"""Bytes of a workbook when it is unpacked; a million rows of short texts are fewer."""
DENSEST: Final = 200
"""How many times a part may grow when it is unpacked: XML of real tables grows ten to fifty times."""
SMALL: Final = 5_000_000
"""A part that unpacks to no more than this does no harm, however dense."""
MOST_COLUMNS: Final = 200
_MOST_PARTS: Final = 2_000
_BOMB: Final = "tệp Excel phình ra quá lớn khi mở nên không được đọc; hãy lưu lại thành CSV rồi nhập"
_UNREADABLE: Final = (
    "không đọc được tệp Excel (hỏng, có mật khẩu hoặc không phải .xlsx); mở bằng Excel rồi lưu lại thành .xlsx hoặc CSV"
)


def rows(opener: Opener) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows that are not blank, with their numbers, of the first sheet that has any. Raises DocumentError."""
    from openpyxl import load_workbook

    with opener() as stream:
        _check(stream)
    with opener() as stream:
        try:
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                empty = True
                sheet.reset_dimensions()
                for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                    cells = tuple(_text(value) for value in row[:MOST_COLUMNS])
                    if any(cells):
                        empty = False
                        yield number, cells
                if not empty:
                    return
        except DocumentError:
            raise
        except Exception as error:  # a workbook of the wide world fails in any way its makers found
            raise DocumentError("unreadable", _UNREADABLE) from error


def _check(stream: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise DocumentError("bomb", _BOMB)
            for part in parts:
                if part.file_size > SMALL and part.file_size > DENSEST * max(1, part.compress_size):
                    raise DocumentError("bomb", _BOMB)
                if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
                    raise DocumentError("unreadable", _UNREADABLE)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError("unreadable", _UNREADABLE) from error


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """No honest workbook declares entities, which can grow without end."""
    with archive.open(part) as inside:
        return b"<!DOCTYPE" in inside.read(4000)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S") if value.time() != time.min else value.strftime("%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
