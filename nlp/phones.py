"""Telephone numbers in every disguise: spaces, dots, letters for digits, other digits, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.findings import Finding

_DIGIT = r"[\d⓪①-⑨❶-❾]"
_ALIKE = r"[\d⓪①-⑨❶-❾oOQlI|sS\u039f\u03bf\u041e\u043e\u0417\u0437\u0406\u0456\u04c0]"
"""A digit, or a letter that looks like one; of Greek and Cyrillic too."""
_SEP = r"(?:[ ]/[ ]|[ .…\-_–—()•·*~'\ufe0f\u20e3\u0300-\u036f]{0,6})"
_NOUGHT = r"[0oO\u039f\u03bf\u041e\u043e⓪\uff10\U0001d7ce\U0001d7d8\U0001d7e2\U0001d7ec\U0001d7f6]"
_NOT_MONEY = r"(?!\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|tr\b))"
_PHONE = re.compile(
    rf"""(?<!\d) (?<!\d[.,/-]) (?<![^\W\d] (?=[oO])) (?:
      (?: \+\s?84 | (?:00)?84 (?={_SEP}[35789]) | \(\s?\+?\s?84\s?\) ) {_SEP} (?:\(?0\)?)? {_SEP}
        [235789] (?:{_SEP}{_ALIKE}){{8,9}}
    | \(? {_NOUGHT} {_SEP} {_ALIKE} (?:{_SEP}{_ALIKE}){{8}} \d{{0,2}}
    | {_NOUGHT} {_SEP} 2 (?:{_SEP}\d){{9}}
    ) [\ufe0f\u20e3]* (?!\d|\.\d{{3}}\b|/[A-ZĐ]{{2}}) {_NOT_MONEY}""",
    re.VERBOSE,
)
_CALL = (
    r"(?:sđt|sdt|số\s?đt|so\s?dt|đt|dt|đthoại|điện\s?thoại|dien\s?thoai|zalo|zl|alo|a\s?lô|gọi|goi|hotline|phone|tel|call"
    r"|lh|liên\s?hệ|lien\s?he|nhắn|nhan|ib|inbox|viber|whatsapp|số|so)"
)
_FILLER = r"(?:của|cua|em|e|tôi|toi|tui|mình|minh|mk|máy|qua|số|so|là|la|zalo)"
_WITHOUT_NOUGHT = re.compile(
    rf"""(?<!\w) {_CALL} (?:\s+ {_FILLER}){{0,4}} \s*[:=.\-]?\s*
    (?P<what>[35789] (?:{_SEP}\d){{8}}) (?![\d/]|[.,]\d|\s*k\b) {_NOT_MONEY}""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = (
    r"(?:không|khong|hông|hong|ko|k|zero|một|mot|mốt|hai|ba|bốn|bon|tư|năm|nam|lăm|lam|sáu|sau|bảy|bẩy|bay|tám|tam|chín"
    r"|chin)"
)
_SPOKEN = re.compile(
    rf"""(?-i:[kKhHzZoO0]) (?<!\w.)
    (?: (?<=k)(?:hông|hong|o|h)? | (?<=h)(?:ông|ong) | (?<=z)ero | (?<=0) | (?<=o)(?=[^\W_]) )
    (?:[\s.,()\-]{{0,3}} (?:{_WORDS}|\d)){{8,10}} (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_SPOKEN_CALL = re.compile(
    rf"""(?<!\w) {_CALL} (?:\s+ {_FILLER}){{0,4}} \s*[:=.\-]?\s*
    (?P<what>(?:ba|năm|nam|bảy|bẩy|bay|tám|tam|chín|chin|[35789]) (?:[\s.,()\-]{{0,3}} (?:{_WORDS}|\d)){{8}}) (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Nine digits of which some are words, without the nought."""
_MAY_BE_SPOKEN = re.compile(
    rf"""[bntcBNTC35789](?<!\w.) (?i: (?: (?<=b)(?:a|ay|ảy|ẩy) | (?<=[nt])(?:am|ăm|ám) | (?<=c)h[ií]n | (?<=[35789]) )
    (?:[\s.,()\-]{{0,3}} (?:{_WORDS}|\d)){{8}})""",
    re.VERBOSE,
)
_SPOKEN_DIGIT = re.compile(rf"{_WORDS}|\d|o", re.IGNORECASE)
_SLASHED = re.compile(r"0(?<![\w.,/-]0)\d{2,3} (?:[/,:|+]\d{2,4}){2,3} (?![\d/])", re.VERBOSE)
_MASKED = re.compile(r"0(?<![\w.,/-]0)[35789](?:[ .\-]?[\dxX*#]){7,9}(?![\w*#])")
"""Half hidden by its writer: `0908***112` still says who it is to those who know."""
_HIDDEN = re.compile(r"[xX*#]{2}")
_HALF = re.compile(r"[xX*#](?:[xX*#]|(?<=\d[xX])\d)")
_LANDLINES = re.compile(r"\(?(?:0|\+84)[\s.]?2")
_LONGEST_OFFICE = 80
_OFFICE = re.compile(
    r"(?:đường dây nóng|đường dây|hotline|tổng đài|trực ban|sở |ubnd|công đoàn|liên đoàn|ldld|lđlđ|bảo hiểm xã hội|bhxh"
    r"|trung tâm|văn phòng|phòng (?:nội vụ|lao động)|công an|thanh tra)(?:[^.;!?\n]|\.(?=\w))*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[.\- ]\d{1,2}[.\- ](?:19|20)\d\d")
_LENGTH = 10
_LANDLINE = frozenset({"1", "2", "hai", "một", "mot"})
"""The second digit of numbers of eleven."""
_ENOUGH = 6
"""Of the ten characters so many must be real digits: `ooolllOOO0` is a cry."""
_BETWEEN = (
    r"[\s/.…\-_–—()•·*~'\ufe0f\u20e3\u0300-\u036foOQlI|sS\u039f\u03bf\u041e\u043e\u0417\u0437\u0406\u0456\u04c0+]"
)
_MAY_BE_PHONE = re.compile(rf"{_DIGIT}(?:{_BETWEEN}{{0,60}}{_DIGIT}){{{_ENOUGH - 1}}}")
"""Digits with nothing between them that could not stand in a telephone number: else there is none."""
_PHONE_BEGINS = re.compile(rf"(?:[+(8]|{_NOUGHT})(?<!\d.)(?<!\d[.,/-].)(?<![^\W\d][oO])")
_MAY_BE_WITHOUT_NOUGHT = re.compile(rf"[35789](?:{_SEP}\d){{8}}")


def find_phones(text: str) -> Iterator[Finding]:
    """Ten digits from 0 or +84 in any dress, nine after a word that announces a number, and numbers in words."""
    if _MAY_BE_PHONE.search(text):
        for match in _begun(text):
            if _is_number(match[0]):
                yield Finding(match.start(), match.end(), "phone")
    if _MAY_BE_WITHOUT_NOUGHT.search(text):
        for match in _WITHOUT_NOUGHT.finditer(text):
            yield Finding(match.start("what"), match.end("what"), "phone")
    for match in _SLASHED.finditer(text):
        if sum(map(str.isdigit, match[0])) == _LENGTH:
            yield Finding(match.start(), match.end(), "phone")
    for match in _MASKED.finditer(text) if _HALF.search(text) else ():
        if (
            _HIDDEN.search(match[0])
            or len(re.findall(r"[\dxX]", match[0])) == _LENGTH
            or len(re.findall(r"\d", match[0])) == _LENGTH
        ):
            yield Finding(match.start(), match.end(), "phone")
    yield from _spoken(text)


def find_phones_of_persons(text: str) -> Iterator[Finding]:
    """Of an article: landlines of offices, which the public is asked to call, stay."""
    for found in find_phones(text):
        landline = _LANDLINES.match(text, found.start)
        if not landline or not _OFFICE.search(text[: found.start][-_LONGEST_OFFICE:]):
            yield found


def _spoken(text: str) -> Iterator[Finding]:
    if _MAY_BE_SPOKEN.search(text):
        for match in _SPOKEN_CALL.finditer(text):
            if any(digit[0].isalpha() for digit in _SPOKEN_DIGIT.finditer(match["what"])):
                yield Finding(match.start("what"), match.end("what"), "phone")
    for match in _SPOKEN.finditer(text):
        length = _spoken_length(match[0])
        if length:
            yield Finding(match.start(), match.start() + length, "phone")


def _begun(text: str) -> Iterator[re.Match[str]]:
    """The matches of _PHONE, looked for only where one can begin."""
    at = 0
    while begin := _PHONE_BEGINS.search(text, at):
        match = _PHONE.match(text, begin.start())
        if match:
            yield match
        at = match.end() if match else begin.start() + 1


def _is_number(found: str) -> bool:
    if len(re.findall(_DIGIT, found)) < _ENOUGH or _DATE.match(found):
        return False
    groups = [int(group) for group in re.findall(r"\d+", found)]
    days = [first + 1 == second for first, second in pairwise(groups)]
    return len(groups) < 5 or not all(days)


def _spoken_length(found: str) -> int:
    """Up to the last digit of the number (`0912 345 678 ko thấy`: the ko is none); 0 where no digit is a word."""
    digits = list(_SPOKEN_DIGIT.finditer(found))
    digits = digits[: _LENGTH + (digits[1][0].lower() in _LANDLINE)]
    return digits[-1].end() if any(digit[0].isalpha() for digit in digits[1:]) else 0
