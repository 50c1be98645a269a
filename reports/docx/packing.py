"""A document as bytes that depend on nothing but its content."""

from __future__ import annotations

import io
import zipfile

from docx.document import Document

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def packed(document: Document) -> bytes:
    """The .docx with every file in it dated 1980: python-docx writes the time of the rendering there."""
    written, steady = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _LONG_AGO), source.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
