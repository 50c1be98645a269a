"""What a text counts: `1.200 công nhân`, `3,9 tỷ`; and the days that it names with their year."""

from __future__ import annotations

import re

_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/20\d\d(?![\d/])")
_FIGURE = re.compile(
    r"(?<![\w/.,-])(?P<figure>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?![\w/])(?: ?(?P<unit>%|tỷ|triệu|nghìn|tấn|mét)(?!\w))?"
)
_YEAR = re.compile(r"20[1-4]\d")


def days_in(text: str) -> frozenset[str]:
    return frozenset(_DAY.findall(text))


def figures_in(text: str) -> dict[str, int]:
    """Each figure with its unit, and how many digits it has without the zeros at its end. Years are none, nor is one
    digit without a unit."""
    found: dict[str, int] = {}
    for match in _FIGURE.finditer(_DAY.sub(" ", text)):
        figure, unit = match["figure"], match["unit"] or ""
        if _YEAR.fullmatch(figure) or (len(figure) == 1 and not unit):
            continue
        found[figure + unit] = len(re.sub(r"\D", "", figure).rstrip("0"))
    return found
