"""A text as its words, for the rules that look for names, and what those rules look at beside the words."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.findings import MARK
from nlp.unicode import UPPER, same_length_lower

_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)")
_LONGEST, _CAPACITY = 20, 20_000
"""Of words that are remembered: letters of each, and how many (some 5 MB) before all are forgotten."""
_ABBREVIATED = frozenset({"mr", "ms", "mrs", "bs", "ths", "ls", "ts"})


class Word(NamedTuple):
    """A tuple, for a hundred of them are made for every comment and a frozen dataclass takes three times as long."""

    start: int
    end: int
    text: str
    low: str
    joined: bool
    """Only a space lies between the word before and this one."""
    large: bool


class _Known(dict[str, tuple[str, bool, bool]]):
    """Word -> in small letters, whether it begins large, whether it is one that a full stop cuts short."""

    def __missing__(self, text: str) -> tuple[str, bool, bool]:
        low = same_length_lower(text)
        made = low, text[0].isupper(), low in _ABBREVIATED
        if len(self) >= _CAPACITY:
            self.clear()
        if len(text) <= _LONGEST:
            self[text] = made
        return made


_KNOWN = _Known()


def words_of(text: str) -> list[Word]:
    """The words outside of marks."""
    found: list[Word] = []
    add, make, known = found.append, tuple.__new__, _KNOWN
    parts = _WORD.split(MARK.sub(lambda mark: "." * len(mark[0]), text) if "[" in text else text)
    end = size = 0
    short = False
    for gap, word in zip(parts[::2], parts[1::2], strict=False):
        start = end + len(gap)
        low, large, abbreviated = known[word]
        joined = size > 0 if gap == " " else (gap == "." and (size == 1 or short)) or (gap == ". " and short)
        end, size, short = start + len(word), len(word), abbreviated
        add(make(Word, (start, end, word, low, joined, large)))
    return found


MARKED = re.compile(f"[{UPPER[3:].replace('Đ', '').lower()}]")
SCHOOLS = (["trường", "mầm", "non"], ["truong", "mam", "non"], ["trường", "mẫu", "giáo"], ["truong", "mau", "giao"])
SCHOOL_ENDS = frozenset(words[-1] for words in SCHOOLS)
SYLLABLE = re.compile(
    rf"(?:ngh?|gi|qu|[ptck]h|tr|gh|[bcdđghklmnprstvx])?(?=[a-zà-ỹ]*{MARKED.pattern})"
    rf"(?:[aeiouy]|{MARKED.pattern}){{1,3}}(?:ng|nh|ch|[cmnpt])?"
)
"""A Vietnamese syllable with a diacritic."""
ROMAJI = re.compile(r"(?:(?:[kstnhmrgzdbp]y?|sh|ch|ts|[ywjf])?[aiueo]n?){3,}")
"""How Japanese names sound: Yamashita."""
OF_STATE = re.compile(
    r"(?<!\w)(?:thủ tướng|thu tuong|tổng bí thư|tong bi thu|chủ tịch nước|chu tich nuoc|chủ tịch quốc hội"
    r"|chu tich quoc hoi|bộ trưởng(?: bộ [^,.\n]{2,30})?|bo truong(?: bo [^,.\n]{2,30})?|tổng thống"
    r"|tong thong)(?:\s(?:ông|bà|ong|ba))?\s$",
    re.IGNORECASE,
)
"""The public speaks of these as of the state; nobody at work has such an office."""
