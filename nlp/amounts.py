"""Sums of money as people write them: 1tr8, 5tr350, 500k, 1,8 tr, 2 tỷ 3 -> 1.800.000 …"""

from __future__ import annotations

import re

_MILLION = r"(?:triệu|trieu|tr|củ|chai)"
_BILLION = r"(?:tỷ|tỉ|ty)"
# A pattern that begins with a digit is searched fast; what stands before it is looked at after it.
_GLUED = re.compile(
    rf"(\d(?<![\w.,]\d)\d{{0,2}})\s?({_MILLION}|{_BILLION})\s?(\d{{1,3}})(?![\w.,]\d|\w)", re.IGNORECASE
)
_PLAIN = re.compile(
    rf"(\d(?<![\w.,]\d)\d{{0,3}})(?:[.,](\d{{1,2}}))?\s?({_MILLION}|{_BILLION}|k|ngàn|nghìn)(?!\w)", re.IGNORECASE
)
_UNITS = {"k": 1_000, "ngàn": 1_000, "nghìn": 1_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000, "ty": 1_000_000_000}


def spell_amounts(text: str) -> str:
    """Full numbers with dots for thousands; what the unit left open (5tr3 = 5.300.000) is read as people mean it."""
    return _PLAIN.sub(_plain, _GLUED.sub(_glued, text))


def _unit(word: str) -> int:
    return _UNITS.get(word.lower(), 1_000_000)


def _glued(match: re.Match[str]) -> str:
    whole, unit, rest = match[1], _unit(match[2]), match[3]
    return _dotted(int(whole) * unit + int(rest) * unit // 10 ** len(rest))


def _plain(match: re.Match[str]) -> str:
    whole, part, unit = match[1], match[2] or "", _unit(match[3])
    return _dotted(int(whole) * unit + (int(part) * unit // 10 ** len(part) if part else 0))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
