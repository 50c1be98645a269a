"""What a text names in large letters: enterprises, places, undertakings; never people.

A name is taken as pairs of neighbouring syllables: `Công ty TNHH May Sông Thương` and `vụ Sông Thương` have one alike.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from nlp.name_words import load_lexicon
from nlp.place_table import load_table
from nlp.unicode import UPPER

_RUN = re.compile(rf"(?<!\w)[{UPPER}][^\W\d_]*(?: (?=[{UPPER}])[^\W\d_]+)*")
_FOREIGN = re.compile(r"[A-Z][a-z]{4,}")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
"""Of Vietnamese without diacritics: Amata and Sunrise are none."""
_FIRM = re.compile(
    r"(?<!\w)(?:[Cc]ông ty|[Cc]ty|[Nn]hà máy|[Xx]í nghiệp|[Dd]oanh nghiệp|[Tt]ập đoàn|[Xx]ưởng|[Cc]ơ sở|[Hh]ãng)"
    r"(?P<name>(?: [^\s,.;:()“”\"–?!]+){1,8})"
)
_ENDS = re.compile(
    r" (?:ở|tại|của|vì|do|bị|đã|cho|có|không|nói|vào|trên|thuộc|sau|từ|bốc|nợ|được|chậm|và|là|với|để|trong|hứa|thưởng"
    r"|công bố|đưa|dừng|đổi|bỏ|dán|cắt|rút|trả|khai|quá|xin)(?!\w).*"
)
_FORMS = frozenset(("tnhh", "cp", "mtv", "kcn", "ccn", "tp", "hcm", "tphcm", "bhxh", "bhyt", "lđlđ", "ldld", "công"))
_TRADES = frozenset(
    ("may", "giày", "dệt", "nhựa", "gỗ", "thép", "điện", "gốm", "bao", "cơ", "sợi", "giấy", "đồ", "thủy", "chế", "mỏ")
)
"""Before a name they say what is made there: of many enterprises the same."""
_INSTITUTIONS = frozenset(
    (
        *("luật", "bộ", "sở", "cục", "ban", "tết", "hội", "nghị", "điều", "tháng", "ngày", "quận", "phường", "xã"),
        *("chương", "đảng", "viện", "trường", "ubnd", "ngân"),
    )
)
_SYLLABLES = re.compile(r"[^\W_]+")
_LONGEST = 5
"""Syllables of a town or an industrial park."""
_OPENERS = frozenset(
    (
        *(
            "theo",
            "tại",
            "trong",
            "sáng",
            "chiều",
            "tối",
            "trưa",
            "vụ",
            "về",
            "của",
            "từ",
            "khi",
            "sau",
            "trước",
            "nếu",
        ),
        *(
            "các",
            "những",
            "một",
            "hai",
            "ba",
            "cả",
            "ở",
            "tuy",
            "nhưng",
            "vì",
            "do",
            "với",
            "đến",
            "hôm",
            "riêng",
            "như",
        ),
    )
)
"""At the head of a sentence they stand before a name and are none of it."""
_PERSON = 3
"""Syllables from which a run that begins with a surname is somebody."""


def names_in(text: str) -> frozenset[str]:
    """In lower case; provinces are none, for a province says little."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        run = _bare(match[0])
        if not _is_person(run):
            found.update(_pairs(run))
        found.update(word.lower() for word in match[0].split() if _FOREIGN.fullmatch(word) and not _vietnamese(word))
    return frozenset(name for name in found - _provinces() if _is_name(*name.split()))


def firms_in(text: str) -> frozenset[str]:
    """What stands after `công ty`, `nhà máy`, `xưởng` … without what is made there."""
    found: set[str] = set()
    for match in _FIRM.finditer(text):
        for run in _RUN.findall(_ENDS.sub("", match["name"])):
            syllables = _bare(run)
            while len(syllables) > 2 and syllables[0] in _TRADES:
                syllables = syllables[1:]
            found.update(_pairs(syllables))
            found.update(word.lower() for word in run.split() if _FOREIGN.fullmatch(word) and not _vietnamese(word))
    return frozenset(found - _provinces())


def towns_in(text: str) -> frozenset[str]:
    """Towns, wards and industrial parks of the table of places."""
    syllables = _SYLLABLES.findall(text.lower())
    runs = (" ".join(syllables[at : at + size]) for size in range(2, _LONGEST + 1) for at in range(len(syllables)))
    return frozenset(_towns().intersection(runs))


def _is_name(first: str, second: str = "") -> bool:
    return first not in _INSTITUTIONS | _OPENERS and second not in _INSTITUTIONS


def _is_person(run: list[str]) -> bool:
    """Nguyễn Thị Hoa, or Bà Nguyễn Thị Hoa."""
    lexicon = load_lexicon()
    whole = run[1:] if run and run[0] in lexicon.kin else run
    return len(whole) >= _PERSON and whole[0] in lexicon.surname_written


def _bare(run: str) -> list[str]:
    syllables = run.lower().split()
    while syllables and syllables[0] in _FORMS:
        syllables = syllables[1:]
    return syllables


def _pairs(syllables: list[str]) -> list[str]:
    return [" ".join(pair) for pair in pairwise(syllables)]


def _vietnamese(word: str) -> bool:
    return _SYLLABLE.fullmatch(word.lower()) is not None


@cache
def _provinces() -> frozenset[str]:
    table = load_table()
    return frozenset(
        each.text.lower()
        for each in table.expressions
        if len(each.codes) == 1 and each.text in {table.names.get(each.codes[0]), each.old_name}
    )


@cache
def _towns() -> frozenset[str]:
    known = {each.text.lower() for each in load_table().expressions if each.codes and " " in each.text}
    return frozenset(known - _provinces())
