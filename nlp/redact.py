"""Take out what a person gave away, before anything is stored."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from domain.post import DisplayText
from nlp.clean import display


@dataclass(frozen=True, slots=True)
class Redacted:
    text: DisplayText
    counts: dict[str, int]
    """How many pieces of each kind were removed; never what they were."""


_UP = "A-ZÀ-ỸĐ"
_NAME = rf"[{_UP}]\w*(?: [{_UP}]\w*){{1,3}}"
_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "link",
        "[liên kết]",
        re.compile(r"(?:https?://|www\.|(?:fb|facebook|zalo|tiktok)\.(?:com|me)/)\S+", re.IGNORECASE),
    ),
    ("email", "[email]", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    ("handle", "[tài khoản]", re.compile(r"(?<!\w)@\w[\w.]+")),
    ("account", "[tài khoản]", re.compile(r"(?i)(\b(?:stk|số tài khoản|so tai khoan)\W{1,3})\d[\d .]{6,20}\d")),
    ("phone", "[số điện thoại]", re.compile(r"(?<![\d.,])(?:\+?84|0)[\s.-]?[2-9](?:[\s.-]?\d){8,9}(?!\d)")),
    ("id", "[số định danh]", re.compile(r"(?<![\d.,])(?:\d{12}|\d{9})(?![\d.,]?\d)")),
)
_NAMES = re.compile(rf"\b((?i:em là|tôi là|mình là|tên là|tôi tên|em tên|mình tên|tên em là)) {_NAME}")


def redact(text: str, *, by_public: bool) -> Redacted:
    """Replace identifiers by marks. `by_public`: names, handles and every link go as well."""
    counts: Counter[str] = Counter()
    found = str(display(text))
    for kind, mark, pattern in _RULES:
        if kind in {"link", "handle"} and not by_public:
            continue
        found, number = pattern.subn(rf"\1{mark}" if pattern.groups else mark, found)
        counts[kind] += number
    if by_public:
        found, number = _NAMES.subn(r"\1 [tên]", found)
        counts["name"] += number
    return Redacted(DisplayText(found), {kind: number for kind, number in counts.items() if number})
