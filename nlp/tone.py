"""Where the tone mark of a syllable stands: `hoà` and `hòa` are one word. Lengths do not change."""

from __future__ import annotations

import re

_FIRST = {"o": "oòóỏõọ", "u": "uùúủũụ"}
_LAST = {"a": "aàáảãạ", "e": "eèéẻẽẹ", "y": "yỳýỷỹỵ"}
_OPEN = (("o", "a"), ("o", "e"), ("u", "y"))
_END = r"(?![^\W\d_])"


def _moves() -> dict[str, str]:
    """`oà` -> `òa` and so on, in all four forms of case."""
    moves = {}
    for first, last in _OPEN:
        for tone in range(1, 6):
            for one, other in ((str.lower, str.lower), (str.upper, str.lower), (str.upper, str.upper)):
                moves[one(first) + other(_LAST[last][tone])] = one(_FIRST[first][tone]) + other(last)
    return moves


def _returns() -> dict[str, str]:
    """`qúa` -> `quá`, `qúy` -> `quý`: after q the u is no vowel."""
    returns = {}
    for last in _LAST:
        for tone in range(1, 6):
            for case in (str.lower, str.upper):
                returns[case(_FIRST["u"][tone] + last)] = case("u" + _LAST[last][tone])
    return returns


_MOVES, _RETURNS = _moves(), _returns()
# What stands before the two letters is looked at after them: a pattern that begins with letters is searched fast.
_MOVE = re.compile(rf"(?:{'|'.join(_MOVES)})(?<![qQ]..){_END}")
_RETURN = re.compile(rf"(?:{'|'.join(_RETURNS)})(?<=[qQ]..){_END}")


def place_tones(text: str) -> str:
    """NFC text with the tone marks of open oa, oe, uy on their first letter, as most people write."""
    moved = _MOVE.sub(lambda match: _MOVES[match[0]], text)
    return _RETURN.sub(lambda match: _RETURNS[match[0]], moved)
