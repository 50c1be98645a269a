"""House addresses down to the lane or the rented room. Ward, commune and province stay: staff must know where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.findings import Finding
from nlp.unicode import UPPER, unaccented


def _words(text: str) -> str:
    """Any of the words, in any case, with or without diacritics; `_` is an optional space."""
    forms = sorted({form for word in text.split() for form in (word, unaccented(word))}, key=len, reverse=True)
    return "(?i:" + "|".join(forms).replace("_", r"\s?") + ")"


_NUMBER = r"(?!\d+/(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:[/.-]\d{1,4}[A-Za-z]?){0,4}(?![\w/]|[.,]\d)"
_CAPITAL = rf"[{UPPER}]\w*"
_NAME = rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}"
_SMALL = r"[a-zà-ỹđ]+(?:\s[a-zà-ỹđ]+)?"
_OF = rf"(?:{_words('nhà')}\s)?(?:{_words('bà ông cô chú anh chị bác dì ba má thầy')}\s)?"
_MEASURE = rf"(?!\s?{_words('m m2 m² mét người ng tr triệu k giờ h ngày bữa lần năm tháng')}\b)"
_HAMLET = _words("khu_phố kp ấp xóm thôn bản buôn tổ_dân_phố tdp tổ cụm đội khóm")
_LANE = rf"{_words('ngõ ngách hẻm kiệt')}\s(?:{_words('số')}\s)?{_NUMBER}{_MEASURE}"
_SHORT_LANE = r"[kKhH]\d{1,4}(?:/\d{1,4}[A-Za-z]?){1,3}(?![\w/])"
"""k12/7: number 7 in lane 12."""
_STREET = rf"(?!{_words('phường xã quận huyện thành tp thị kcn khu')}\b){_CAPITAL}(?:\s{_CAPITAL}){{1,2}}"
_IN_STREET = rf"(?:\s{_CAPITAL}\s{_CAPITAL}(?:\s{_CAPITAL})?)"
_CODE = r"[A-Z]{1,2}[.\-]?\d{1,2}(?:[.\-]?\d{1,4})?(?![\w/])"
_ROOM = r"P\.?\s?\d{3,4}(?![\w/])"
_COUNT = _NUMBER + _MEASURE
_ESTATE = _words(
    "khu_tập_thể ktt ktx kí_túc_xá ký_túc_xá chung_cư khu_dân_cư kdc khu_đô_thị kđt toà_nhà tòa_nhà nhà_ở_công_nhân"
    " nhà_ở_xã_hội"
)
_PARTS = {
    "house": rf"{_words('số_nhà nhà_số')}\s?:?\s?{_NUMBER}(?:\s{_NAME})?",
    "lane": rf"(?:{_LANE}|{_SHORT_LANE})(?:\s{_STREET})?",
    "room": rf"(?:{_words('phòng căn_hộ căn')}\s(?:{_words('số')}\s)?(?:{_NUMBER}{_MEASURE}|{_CODE})|{_ROOM})",
    "let": rf"{_words('dãy_trọ khu_trọ nhà_trọ xóm_trọ phòng_trọ trọ')}\s{_OF}"
    rf"(?:(?![A-Z]\d){_NAME}|{_COUNT}{_IN_STREET}?)",
    "row": rf"{_words('dãy block tòa_nhà toà_nhà tòa toà lầu tầng')}\s(?:[A-Z]{{1,2}})?\d{{0,2}}(?!\w)(?<!\s)",
    "wing": rf"{_words('nhà tòa toà dãy block lô')}\s[A-Z]{{1,2}}\d{{0,2}}(?!\w)",
    "estate": rf"{_ESTATE}(?:\s{_words('nam nữ công_nhân')}(?!\w))?(?:\s{_NAME}(?:\s\d+)?)?",
    "quarter": rf"{_words('khu')}\s\d{{1,2}}(?!\w)",
    "hamlet": rf"{_HAMLET}\s(?:{_NUMBER}|{_NAME}(?:\s\d{{1,2}}(?!\w))?)",
    "street": rf"{_words('đường phố quốc_lộ tỉnh_lộ')}\s"
    rf"(?:(?:{_words('số')}\s)?{_NUMBER}|{_NAME}(?:\s\d{{1,2}}(?![\w/.]))?)",
    "street_small": rf"{_words('đường phố')}\s{_SMALL}",
    "plot": rf"{_words('lô')}\s[A-Z]?\d+[A-Z]?\b",
    "number": rf"(?:{_words('số nhà')}\s?:?\s?)?{_NUMBER}{_MEASURE}(?:\s{_CAPITAL}(?:\s{_CAPITAL}){{1,2}})?",
}
_PART = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS.items()))
_BEGINNINGS = (
    "số nhà ngõ ngách hẻm kiệt phòng căn dãy block tòa toà lầu tầng lô khu xóm trọ kp ấp thôn bản buôn tổ tdp cụm đội"
    " khóm ktx ktt ký kí chung"
)


def _beginning(words: str) -> str:
    """Their first letters as a class before everything else: so a search skips what cannot begin an address."""
    forms = {form for word in words.split() for form in (word, unaccented(word))}
    firsts = {word[0] for word in forms}
    rests = {first: sorted((word[1:] for word in forms if word[0] == first), key=len)[::-1] for first in firsts}
    words_on = "|".join(f"(?<=[{one}{one.upper()}])(?i:{'|'.join(rests[one])})" for one in sorted(firsts))
    letters = "".join(sorted(firsts | {first.upper() for first in firsts}))
    return rf"[\dkKhHP{letters}](?<![\w/.,].)(?:(?<=\d)|(?<=[kKhHP])\.?\d|(?:{words_on})\s)"


_START = re.compile(_beginning(_BEGINNINGS))
_NUMBERED_OR_NAMED = re.compile(rf"\d|\s[{UPPER}]")
"""A cheap look ahead: an address has a number, or a name after its first word."""
_NAMED_NUMBER = re.compile(
    rf"{_words('số')}\s?:?\s?(?:\d+/)*\d{{2,4}}[A-Za-z]?\s{_CAPITAL}\s{_CAPITAL}(?:\s{_CAPITAL})?"
)
"""A house in a street that is not called one: `số 45 Lê Lợi`."""
_SLASHED = re.compile(
    rf"\d{{1,4}}[A-Za-z]?(?P<lanes>(?:/\d{{1,4}}[A-Za-z]?){{1,4}})\s{_CAPITAL}\s{_CAPITAL}(?:\s{_CAPITAL})?"
)
"""A house in a lane of a street: `158/24/7 Hoàng Hữu Nam`; with one stroke only before a ward, for `2/9 Quốc Khánh`."""
_LET_NUMBER = re.compile(rf"\d\S*\s[{UPPER}]")
"""A let room by its street: `phòng trọ 1052/3B Kha Vạn Cân`."""
_STREET_NUMBER = re.compile(rf"\d\S*\s{_CAPITAL}\s{_CAPITAL}")
_NO_DAY = re.compile(r"(?:3[2-9]|[4-9]\d|\d{3,4})[A-Za-z]?/|\d+[A-Za-z]?/(?:1[3-9]|[2-9]\d|\d{3})(?!\d)")
"""Numbers that no day and month have."""
_LIKE_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\s")
_MOST = 8
"""Parts of one address."""
_JOIN = re.compile(r"\s*[,-]\s*|\s+")
_WARD = re.compile(rf"\s*,?\s*{_words('xã phường thị_trấn huyện')}\s")
_AT_HOME = _words("nhà ở trọ sống tạm_trú thường_trú trú ngụ địa_chỉ đc địa_chỉ_nhận")
_HOME = re.compile(rf"(?<!\w)(?:{_AT_HOME}\s*:?(?:\s{_words('em e tôi tui mình cháu con là')}){{0,2}}\s*)$")
_NO_HOUSE = re.compile(
    rf"(?<!\w)(?:{_words('ngày hôm từ đến khoản điều điểm mục lúc tháng quý lần thứ tuổi lớp khối chuyền ca')}\s*)$"
)
"""Before a number these say that it counts something else than houses."""


def find_addresses(text: str) -> Iterator[Finding]:
    """Only for what the public wrote: an article names the addresses of offices."""
    at = 0 if _NUMBERED_OR_NAMED.search(text) else len(text)
    while start := _START.search(text, at):
        parts = _chain(text, start.start())
        at = start.start() + 1
        if not parts:
            continue
        if _is_address(
            [kind for kind, _ in parts], text[: start.start()], text[start.start() : parts[-1][1]], text[parts[-1][1] :]
        ):
            at = parts[-1][1]
            yield Finding(start.start(), at, "address")
        else:
            at = parts[0][1]


def _chain(text: str, start: int) -> list[tuple[str, int]]:
    """The parts of an address that follow one another from `start`: kind and end of each."""
    parts: list[tuple[str, int]] = []
    at = start
    while len(parts) < _MOST and (part := _PART.match(text, at)) and part.lastgroup:
        kind = part.lastgroup
        bare = not parts or (parts == [("number", parts[0][1])] and text[start : parts[0][1]].isdigit())
        if (kind == "street_small" and bare) or (kind == "number" and parts and part[0].isdigit()):
            break
        if _NAMED_NUMBER.fullmatch(part[0]):
            kind = "named number"
        elif slashed := _SLASHED.fullmatch(part[0]):
            many = slashed["lanes"].count("/") > 1 and not _LIKE_DATE.match(part[0])
            kind = "named number" if many else "slashed number"
        elif kind == "let" and _LET_NUMBER.search(part[0]):
            kind = "named number"
        parts.append((kind, part.end()))
        join = _JOIN.match(text, part.end())
        if not join:
            break
        at = join.end()
    return parts


def _is_address(kinds: list[str], before: str, found: str, after: str) -> bool:
    first = kinds[0]
    if first.endswith("number") and _NO_HOUSE.search(before[-20:]):
        return False
    if first == "slashed number" and (_NO_DAY.match(found) or len(kinds) == 1):
        return bool(_NO_DAY.match(found) or _WARD.match(after))
    at_home = _HOME.search(before[-20:]) is not None
    if kinds == ["number"]:
        return at_home and _STREET_NUMBER.search(found) is not None
    if set(kinds) == {"hamlet"} or kinds == ["quarter"]:
        return at_home or _WARD.match(after) is not None
    return first in _ENOUGH_ALONE or (at_home and first == "room") or _says_where(kinds)


_ENOUGH_ALONE = {"house", "lane", "named number"}
_INNER = {"room", "let", "number", "slashed number", "hamlet", "row"}
_OUTER = {"house", "lane", "street", "street_small", "hamlet", "let", "row", "estate"}
_TOGETHER = ({"row", "room"}, {"wing", "room"}, {"estate", "room"}, {"estate", "plot"})
"""In either order."""


def _says_where(kinds: list[str]) -> bool:
    """A part of a house beside what it is part of."""
    return any(pair <= set(kinds) for pair in _TOGETHER) or any(
        first in _INNER and second in _OUTER and (first, second) != ("hamlet", "hamlet")
        for first, second in pairwise(kinds)
    )
