"""Lines that say who wrote an article, and when: names are nobody's business here, and its date is read elsewhere."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(
    r"^\W*(?:tác giả|phóng viên|nhóm phóng viên|người viết|viết bởi|biên tập(?: viên)?|thực hiện|ghi chép|tổng hợp"
    r"|(?:bài(?: viết)?|tin|ảnh|hình(?: ảnh)?|video|clip|đồ h[oọ]ạ?)"
    r"(?:\s*(?:,|và|&|[–—-])\s*(?:bài|ảnh|hình|video|clip))*"
    r")\s*:\s*",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"^(?:theo|nguồn)\b", re.IGNORECASE)
"""The outlet from which an article was taken is no person: it stays."""
_TAIL: Final = re.compile(r"\s*[(–—-]*\s*\(?(?:t/h|tổng hợp|ghi|lược ghi|dịch|thực hiện)\)?\s*$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:[,;&/–—]|\s-\s|\bvà\b)\s*")
_INITIALS: Final = re.compile(r"^(?:PV|BBT|BTV|CTV|P\.V\.?|(?:[A-ZĐ]\.){1,3}\s?[A-ZĐ]?[^\W\d_]*\.?)$")
_MOST_WORDS: Final = 4
_MOST_NAMES: Final = 3
_LONGEST: Final = 240
"""Characters; three names of four words, with all that may stand around them, have fewer."""
_HEAD: Final = 3
"""Lines among which section and time stand."""
_STAMP: Final = re.compile(
    r"^.{0,60}?\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\D{1,12}\d{1,2}[:hg]\d{2}\b.{0,20}$", re.IGNORECASE
)
"""`Đời sống Thứ bảy, 21/11/2026 01:44 (GMT+7)`"""
_SENTENCE_END: Final = re.compile(r"[.!?…:;\"”’)»\]]\s*$")
_A_SENTENCE: Final = 40
"""Characters from which a line is a paragraph and no heading."""


def without_writers(text: str) -> str:
    """A stored text as it would be stored today: without lines that say whose work it is."""
    return "\n".join(unsigned([line for line in text.split("\n") if not is_labelled(line)]))


def is_labelled(line: str) -> bool:
    """`Tác giả: …`, `Bài, ảnh: …`, `Thực hiện: …` and nothing but names after it."""
    found = _LABEL.match(line)
    return found is not None and _names(line[found.end() :].strip(" ()"), fewest=1)


def is_signature(line: str) -> bool:
    """A line of names alone, as writers sign: two to four words that all begin large, initials, not an outlet."""
    if len(line) > _LONGEST:
        return False
    plain = line.strip(" ()[]*.–—-") if not _INITIALS.match(line.strip()) else line.strip()
    return not _FROM.match(plain) and _names(_TAIL.sub("", plain), fewest=2)


def unsigned(lines: list[str]) -> list[str]:
    """The lines without section and time above them, and without the names that sign them, below or above."""
    kept = list(lines)
    stamp = next((at for at, line in enumerate(kept[:_HEAD]) if _STAMP.match(line)), len(kept))
    if stamp + 1 < len(kept) and all(len(line) < _A_SENTENCE for line in kept[:stamp]):
        del kept[: stamp + 1]
    while len(kept) > 1 and is_signature(kept[-1]) and (_SENTENCE_END.search(kept[-2]) or is_signature(kept[-2])):
        kept.pop()
    if len(kept) > 1 and len(kept[0].split()) > 2 and is_signature(kept[0]) and len(kept[1]) >= _A_SENTENCE:
        kept.pop(0)  # two words may be where it happened: Nghệ An
    return kept


def _names(text: str, *, fewest: int) -> bool:
    names = [name for name in _BETWEEN.split(text) if name]
    return 0 < len(names) <= _MOST_NAMES and all(_name(name, fewest) for name in names)


def _name(text: str, fewest: int) -> bool:
    words = text.split()
    if len(words) == 1 and _INITIALS.match(text):
        return True
    least = max(fewest, 3) if text.isupper() else fewest  # QUẢNG CÁO is nobody
    return least <= len(words) <= _MOST_WORDS and all(word.isalpha() and word[0].isupper() for word in words)
