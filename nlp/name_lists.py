"""Names that stand beside other names: `Lan, Huệ với Cúc`, `[tên] và Hòa`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.findings import MARKS, Finding
from nlp.name_text import NOT_ALONE
from nlp.name_words import Lexicon
from nlp.unicode import UPPER

_NAME = rf"[{UPPER}][^\W\d_]+(?:\s[{UPPER}][^\W\d_]+){{0,3}}(?!\w)"
_AND = r"(?:\s?[,;+&/]\s?|\s(?:và|va|với|voi|cùng|cung|hoặc|hoac|&|-)\s)"
_KIN = r"(?:(?:anh|chị|chi|em|cô|chú|bác|bạn|ông|bà|a|c|e)\s)?"
_FEWEST = 3
_ITEM = re.compile(_NAME)
_LISTED = re.compile(rf"(?<!\w){_NAME}(?:{_AND}{_NAME}){{2,}}")
_BESIDE = re.compile(rf"{re.escape(MARKS['name'])}(?P<more>(?:{_AND}{_KIN}{_NAME})+)")
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
        if len(items) >= _FEWEST and all(_is_name(item[0], names) for item in items):
            yield from (Finding(item.start(), item.end(), "name") for item in items)
    if "'" in text or "’" in text or "Y " in text:
        yield from (Finding(match.start(), match.end(), "name") for match in _HIGHLANDS.finditer(text))
    for match in _BESIDE.finditer(text):
        for item in _ITEM.finditer(text, match.start("more"), match.end("more")):
            if not (_is_name(item[0], names) or _is_long(item[0], names)):
                break
            yield Finding(item.start(), item.end(), "name")


def _is_long(written: str, names: Lexicon) -> bool:
    """Danh Sa Rây, beside other names."""
    words = written.lower().split()
    return len(words) > _LONGEST_GIVEN and words[0] in names.surname and not any(map(names.is_other, words))


def _is_name(written: str, names: Lexicon) -> bool:
    """One given name, or more syllables of names that begin with a surname; never a place or a set phrase."""
    words = written.lower().split()
    if written.lower() in names.not_person or any(names.is_other(word) for word in words):
        return False
    if len(words) == 1:
        return words[0] in names.given and words[0] not in NOT_ALONE
    return all(map(names.is_syllable, words)) and (words[0] in names.surname or len(words) == _LONGEST_GIVEN)
