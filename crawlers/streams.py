"""Files as streams of text: which encoding, without holding the file; and what is no text at all."""

from __future__ import annotations

import codecs
import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Final

from crawlers.encodings import is_font_coded
from crawlers.errors import DocumentError

Opener = Callable[[], IO[bytes]]
"""Opens the same file again from its beginning."""
_STEP: Final = 1 << 20
_MAGIC: Final = (
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"{\\rtf",
    b"\x1f\x8b",
    b"PK\x03\x04",
)
LONGEST_LINE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Encoding:
    codec: str
    words: str
    """For people."""


def encoding_of(opener: Opener) -> Encoding:
    """Raises DocumentError `empty`, `binary` or `encoding`."""
    with opener() as stream:
        head = stream.read(4000)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentError("empty", "tệp trống; hãy chọn tệp có nội dung")
    if head.startswith(_MAGIC):
        raise DocumentError("binary", "tệp không phải văn bản (PDF, Word, ảnh hoặc tệp nén); hãy chép chữ ra rồi dán")
    found = _by_bytes(opener, head)
    with text_of(opener, found) as text:
        sample = text.read(20_000)
    if (
        sum(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in sample[:5000])
        > len(sample[:5000]) / 50
    ):
        raise DocumentError("binary", "tệp không phải văn bản; hãy lưu lại thành CSV hoặc TXT, bảng mã UTF-8")
    if is_font_coded(sample):
        raise DocumentError(
            "encoding",
            "chữ trong tệp theo bảng mã cũ (TCVN3/ABC hoặc VNI); hãy chuyển sang Unicode (UTF-8) rồi nhập lại",
        )
    return found


def _by_bytes(opener: Opener, head: bytes) -> Encoding:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", "UTF-16")
    if head.count(0) > len(head) / 5:
        return Encoding("utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be", "UTF-16")
    if _is_utf8(opener):
        return Encoding("utf-8-sig", "UTF-8")
    return Encoding("windows-1258", "Windows-1258")


def _is_utf8(opener: Opener) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opener() as stream:
        try:
            while part := stream.read(_STEP):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def text_of(opener: Opener, encoding: Encoding) -> io.TextIOWrapper:
    """Line ends as they stand; a sign that the encoding lacks is shown as such."""
    return io.TextIOWrapper(opener(), encoding=encoding.codec, errors="replace", newline="")


def lines_of(opener: Opener, encoding: Encoding) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their numbers. A line longer than any text is cut into several."""
    with text_of(opener, encoding) as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if line.strip():
                yield number, line.strip().strip("\ufeff")
