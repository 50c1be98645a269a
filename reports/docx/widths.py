"""How wide a line of Times New Roman bold is: the decree gives the rules under names as shares of the text's width."""

from __future__ import annotations

import unicodedata

_MM_PER_POINT = 25.4 / 72
_AVERAGE = 600
_GROUPS = {
    250: " .,",
    278: "/il",
    333: ";:-()fjt",
    389: "Is",
    444: "cerz",
    500: "–0123456789Jagovxy",
    556: "Sbdhknpquđ",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYĐw",
    778: "GHKOQ",
    833: "m",
    944: "M",
    1000: "…W",
}
WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
"""Thousandths of the size, from the face's metrics; Liberation Serif and Tinos share them."""


def width_mm(text: str, points: float) -> float:
    """Width of a bold line. An accented letter is as wide as its base letter."""
    letters = (unicodedata.normalize("NFD", letter)[:1] for letter in text)
    return sum(WIDTHS.get(letter, _AVERAGE) for letter in letters) / 1000 * points * _MM_PER_POINT
