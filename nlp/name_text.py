"""A text as its words, for the rules that look for names, and what those rules look at beside the words."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.findings import MARK
from nlp.unicode import UPPER

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ABBREVIATED = frozenset({"mr", "ms", "mrs", "bs", "ths", "ls", "ts"})


class Word(NamedTuple):
    """A tuple, for a hundred of them are made for every comment and a frozen dataclass takes three times as long."""

    start: int
    end: int
    text: str
    low: str
    joined: bool
    """Only a space lies between the word before and this one."""

    @property
    def large(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """The words outside of marks."""
    found: list[Word] = []
    end, low = 0, ""
    for match in _WORD.finditer(MARK.sub(lambda mark: "." * len(mark[0]), text) if "[" in text else text):
        start = match.start()
        gap = text[end:start] if found else ""
        joined = (
            gap == " " or (gap in {". ", "."} and low in _ABBREVIATED) or (gap == "." and end - found[-1].start == 1)
        )
        word = match[0]
        end, low = match.end(), word.lower()
        found.append(Word(start, end, word, low, joined))
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
