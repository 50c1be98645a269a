"""Names that stand beside other names: `Lan, Huệ với Cúc`, `[tên] và Hòa`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.findings import MARKS, Finding
from nlp.name_sets import NOT_ALONE
from nlp.name_text import SYLLABLE
from nlp.name_words import Lexicon
from nlp.unicode import UPPER

_MORE = rf"(?:\s[{UPPER}][^\W\d_]+){{0,3}}(?!\w)"
_NAME = rf"[{UPPER}][^\W\d_]+{_MORE}"
_AND = r"(?:\s?[,;+&/]\s?|\s(?:và|va|với|voi|cùng|cung|hoặc|hoac|&|-)\s)"
_KIN = r"(?:(?:anh|chị|chi|em|cô|chú|bác|bạn|ông|bà|a|c|e)\s)?"
_FEWEST = 3
_SMALL = re.compile(r"(?<![\w,])[^\W\d_]+(?:,\s?[^\W\d_]+){2,}")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_ITEM_ENDS = re.compile(r"\s*[,;.!?)]|\s(?:và|với|cùng|bị|đều|cũng|đã|làm|nghỉ|không|được|chuyền|tổ)(?!\w)|$")
_ITEM = re.compile(_NAME)
_LISTED = re.compile(rf"[{UPPER}](?<!\w.)[^\W\d_]+{_MORE}(?:{_AND}{_NAME}){{2,}}")
_BESIDE = re.compile(rf"{re.escape(MARKS['name'])}(?P<more>(?:{_AND}{_KIN}{_NAME})+)")
_BEFORE = re.compile(
    rf"(?<![\w\]])(?<!ngã tư )(?<!đường )(?<!phố )(?<!cầu )(?P<name>{_NAME}){_AND}{_KIN}{re.escape(MARKS['name'])}"
)
_AFTER_CLAN = re.compile(rf"(?<![\w\]])(?P<clan>[{UPPER}]\w*)\s{re.escape(MARKS['name'])}")
_HIGHLANDS = re.compile(
    rf"(?<!\w)H['’]\s?[{UPPER}][^\W\d_]+(?:\s[{UPPER}][^\W\d_]+)?"
    rf"|(?<!\w)Y\s[{UPPER}][^\W\d_]+\s(?:Niê|Mlô|Êban|Ayun|Byă|Ksơr|Kbuôr|Knul)(?!\w)"
)
"""Names of the Ê Đê: H'Hoa Niê, Y Bhem Êban."""
_LONGEST_GIVEN = 2


def find_listed(text: str, names: Lexicon) -> Iterator[Finding]:
    """Three given names in a row, and given names after a name that was already found."""
    for match in _LISTED.finditer(text):
        items = list(_ITEM.finditer(text, match.start(), match.end()))
        sure = sum(_is_name(item[0], names) for item in items)
        if len(items) >= _FEWEST and sure >= 2 and all(_may_be(item[0], names) for item in items):
            yield from (Finding(item.start(), item.end(), "name") for item in items)
    if "'" in text or "’" in text or "Y " in text:
        yield from (Finding(match.start(), match.end(), "name") for match in _HIGHLANDS.finditer(text))
    for match in _SMALL.finditer(text) if text.count(",") > 1 else ():
        yield from _small(match, names)
    if MARKS["name"] in text:
        yield from _beside(text, names)


def _beside(text: str, names: Lexicon) -> Iterator[Finding]:
    """Before and after a name that was found."""
    for match in _AFTER_CLAN.finditer(text):
        if match["clan"].lower() in names.surname_last or match["clan"] in {"A", "Y"}:
            yield Finding(match.start("clan"), match.end("clan"), "name")
    for match in _BESIDE.finditer(text):
        for item in _ITEM.finditer(text, match.start("more"), match.end("more")):
            if not (_is_name(item[0], names) or _is_long(item[0], names) or _ends_list(text, item, names)):
                break
            yield Finding(item.start(), item.end(), "name")
    for match in _BEFORE.finditer(text):
        low = match["name"].lower()
        if (low in names.given and low not in names.opener) or _is_long(match["name"], names):
            yield Finding(match.start("name"), match.end("name"), "name")


def _small(listed: re.Match[str], names: Lexicon) -> Iterator[Finding]:
    """nga, thương, hoa: three small given names in a row and nothing else."""
    items = list(_SYLLABLE.finditer(listed.string, listed.start(), listed.end()))
    if all(item[0] in names.given for item in items) and sum(item[0] in names.kin for item in items) < 2:
        yield from (Finding(item.start(), item.end(), "name") for item in items)


def _ends_list(text: str, item: re.Match[str], names: Lexicon) -> bool:
    """`[tên], Công, Danh bị`: in a list of names even a given name that is oftener another word."""
    return item[0].lower() in names.given and _ITEM_ENDS.match(text, item.end()) is not None


def _may_be(written: str, names: Lexicon) -> bool:
    """A name, or one syllable that no table has: Nhạo, between names."""
    low = written.lower()
    if all(names.is_syllable(word) for word in low.split()) and low not in names.not_person:
        return True
    return _is_name(written, names) or (SYLLABLE.fullmatch(low) is not None and not names.is_other(low))


def _is_long(written: str, names: Lexicon) -> bool:
    """Danh Sa Rây, Phượng Ớt, beside other names."""
    words = written.lower().split()
    if len(words) == _LONGEST_GIVEN and words[0] in names.given - names.opener and not words[1].isascii():
        return not names.is_other(words[1]) and written.lower() not in names.not_person
    return len(words) > _LONGEST_GIVEN and words[0] in names.surname and not any(map(names.is_other, words))


def _is_name(written: str, names: Lexicon) -> bool:
    """One given name, or more syllables of names that begin with a surname; never a place or a set phrase."""
    words = written.lower().split()
    if written.lower() in names.not_person or any(names.is_other(word) for word in words):
        return False
    if len(words) == _LONGEST_GIVEN and words[0] in names.place_first and words[1] in names.place_last:
        return False
    if len(words) == 1:
        return words[0] in names.given and words[0] not in NOT_ALONE
    return all(map(names.is_syllable, words)) and (words[0] in names.surname or len(words) == _LONGEST_GIVEN)
