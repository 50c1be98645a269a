"""A text as its words, for the rules that look for names, and what those rules look at beside the words."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.findings import MARK
from nlp.unicode import UPPER, same_length_lower

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
    large: bool


def words_of(text: str) -> list[Word]:
    """The words outside of marks."""
    found: list[Word] = []
    make, lower = tuple.__new__, same_length_lower(text)
    end, low = -1, ""
    size = 0
    for match in _WORD.finditer(MARK.sub(lambda mark: "." * len(mark[0]), text) if "[" in text else text):
        start, stop = match.span()
        if start - end == 1 and end > 0:
            joined = text[end] == " " or (text[end] == "." and (size == 1 or low in _ABBREVIATED))
        else:
            joined = low in _ABBREVIATED and text[end:start] == ". "
        end, low, size = stop, lower[start:stop], stop - start
        found.append(make(Word, (start, end, text[start:end], low, joined, text[start].isupper())))
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
