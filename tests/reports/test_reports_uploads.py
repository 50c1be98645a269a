"""Only a plain .docx is taken back."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from reports.uploads import LARGEST, TYPES, BadUpload, checked


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def changed(**parts: bytes) -> bytes:
    """A .docx with parts added or replaced; `__` stands for a slash, `_` for a dot."""
    out, given = io.BytesIO(), {name.replace("__", "/").replace("_", "."): body for name, body in parts.items()}
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, given.pop(name, old.read(name)))
        for name, body in given.items():
            new.writestr(name, body)
    return out.getvalue()


def with_types(old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        types = package.read(TYPES).replace(old, new)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            made.writestr(name, types if name == TYPES else package.read(name))
    return out.getvalue()


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", "a")
    return out.getvalue()


def test_a_plain_document_is_taken_as_it_is() -> None:
    body = word()
    assert checked(body) == body


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "không phải tệp Word"),
        (b"<html><script>", "không phải tệp Word"),
        (b"%PDF-1.7", "không phải tệp Word"),
        (other_zip(), "không phải tệp Word"),
        (word()[:-200], "không phải tệp Word"),
        (bytes(LARGEST + 1), "lớn hơn"),
        (changed(word__vbaProject_bin=b"x"), "macro"),
        (changed(word__embeddings__oleObject1_bin=b"x"), "macro hoặc đối tượng nhúng"),
        (with_types(b"openxmlformats-officedocument.wordprocessingml.document", b"ms-word.macroEnabled"), "macro"),
        (with_types(b"wordprocessingml.document.main", b"wordprocessingml.template.main"), "không phải tệp Word"),
        (with_types(b"<Types", b'<!DOCTYPE a [<!ENTITY b "c">]><Types'), "khai báo lạ"),
    ],
)
def test_everything_else_is_refused_with_a_reason(body: bytes, why: str) -> None:
    with pytest.raises(BadUpload, match=why):
        checked(body)


def test_what_unpacks_to_far_more_is_refused() -> None:
    with pytest.raises(BadUpload, match="nén quá chặt"):
        checked(changed(word__media__a_png=bytes(160_000_000)))
