"""A .docx that comes back from people: looked at as a package, never opened as a document, never shown as a page."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree import ElementTree as ET

LARGEST: Final = 15_000_000
MOST_PARTS: Final = 2_000
UNPACKED: Final = 150_000_000
"""Bytes: what a zip bomb would be longer than."""
TYPES: Final = "[Content_Types].xml"
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LIVELY: Final = ("vbaproject", "vbadata", "activex", "embeddings/oleobject", ".exe", ".js", ".bin.macro")
_LONGEST_TYPES: Final = 2_000_000


class BadUpload(ValueError):  # noqa: N818 - the name says what it is
    """The file is refused; the sentence says why and what to do."""


def checked(body: bytes) -> bytes:
    """The same bytes where they are a .docx without macros and embedded programs. Raises BadUpload."""
    if len(body) > LARGEST:
        raise BadUpload(f"Tệp lớn hơn {LARGEST // 1_000_000} MB; hãy bớt hình rồi tải lại.")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            _parts(package)
            _main(_types(package))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, KeyError, ET.ParseError, OSError) as error:
        raise BadUpload("Tệp này không phải tệp Word .docx; hãy lưu bằng Word hoặc LibreOffice rồi tải lại.") from error
    return body


def _parts(package: zipfile.ZipFile) -> None:
    found = package.infolist()
    if len(found) > MOST_PARTS or sum(part.file_size for part in found) > UNPACKED:
        raise BadUpload("Tệp Word này có quá nhiều phần hoặc nén quá chặt; hãy lưu lại từ Word rồi tải lên.")
    names = [part.filename.lower() for part in found]
    if any(sign in name for name in names for sign in _LIVELY):
        raise BadUpload("Tệp có macro hoặc đối tượng nhúng; hãy bỏ đi, lưu thành .docx thường rồi tải lại.")
    if "word/document.xml" not in names:
        raise BadUpload("Tệp này không phải tệp Word .docx; hãy lưu bằng Word hoặc LibreOffice rồi tải lại.")
    if package.testzip() is not None:
        raise BadUpload("Tệp Word này bị hỏng; hãy lưu lại rồi tải lên.")


def _types(package: zipfile.ZipFile) -> dict[str, str]:
    raw = package.read(TYPES)
    if len(raw) > _LONGEST_TYPES or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise BadUpload("Tệp Word này có phần khai báo lạ; hãy lưu lại từ Word rồi tải lên.")
    parts = ET.fromstring(raw)  # noqa: S314 - without a DTD, refused above, nothing can be expanded
    return {one.get("PartName", one.get("Extension", "")).lower(): one.get("ContentType", "") for one in parts}


def _main(types: dict[str, str]) -> None:
    """A .docm under another name says so here."""
    if any("macroenabled" in kind.lower() or "vba" in kind.lower() for kind in types.values()):
        raise BadUpload("Tệp có macro; hãy lưu thành .docx thường rồi tải lại.")
    if types.get("/word/document.xml") != MAIN:
        raise BadUpload("Tệp này không phải tệp Word .docx; hãy lưu bằng Word hoặc LibreOffice rồi tải lại.")
