"""Files that staff save: UTF-8, UTF-16 and the old Windows pages are read; old Vietnamese font codes are refused."""

from __future__ import annotations

import codecs
import re
import unicodedata

from crawlers.errors import DocumentError

_LARGEST = 5_000_000
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"{\\rtf",
    b"\x1f\x8b",
)
_TCVN3 = re.compile(r"(?<=[A-Za-z])[µ¶·¸¹®¨©ª«¬»¼½¾](?=[A-Za-z\s.,])|[®§][a-z]")
_VNI = re.compile(r"ñ|[aeouy][âêøùûõïäåáàãéèëö]", re.IGNORECASE)
_OURS = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_OWN_ONLY = re.compile(r"[đơưăạảịọụ]", re.IGNORECASE)
_SAVE = "open it in Word and save it as plain text, encoding UTF-8, then import that"


def read_text(data: bytes) -> str:
    """The text of a file. Raises DocumentError `empty`, `too-large`, `binary` or `encoding`, each with what to do."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentError("empty", "the file is empty; choose the one that holds the text")
    if len(data) > _LARGEST:
        raise DocumentError("too-large", "the file is over 5 MB; import one text a file")
    if data.startswith(_MAGIC):
        raise DocumentError("binary", f"the file is no plain text (PDF, Word, picture or archive); {_SAVE}")
    text = _decoded(data)
    if (
        sum(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text[:5000])
        > len(text[:5000]) / 50
    ):
        raise DocumentError("binary", f"the file is no plain text; {_SAVE}")
    if is_font_coded(text):
        raise DocumentError("encoding", f"the file is written in an old font code (TCVN3/ABC or VNI); {_SAVE}")
    return unicodedata.normalize("NFC", text.replace("\x00", ""))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    head = data[:2000]
    if head.count(0) > len(head) / 5:
        return data.decode("utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1258", errors="replace")


def is_font_coded(text: str) -> bool:
    """TCVN3 puts signs such as `µ` and `®` inside words; VNI puts a second vowel or `ñ` where we have a mark."""
    sample = text[:20_000]
    ours = len(_OURS.findall(unicodedata.normalize("NFC", sample)))
    tcvn3 = len(_TCVN3.findall(sample))
    vni = len(_VNI.findall(sample)) if not _OWN_ONLY.search(sample) else 0
    return max(tcvn3, vni) >= 3 and max(tcvn3, vni) > ours
