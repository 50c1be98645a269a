"""Where the words that the models read stand in the text as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nlp.unicode import unaccented

_PIECE = re.compile(r"[^\W_][\w\u0300-\u036f]*|[^\w\s]")
AHEAD = 8
"""Pieces that both sides may differ by (an abbreviation written out, a mark of redaction) before they agree."""

Span = tuple[int, int]
NOWHERE: Span = (-1, -1)


@lru_cache(maxsize=50_000)
def _plain(piece: str) -> str:
    return unaccented(piece).lower()


def spans(text: str, words: Sequence[str]) -> list[Span]:
    """For each word its span in `text`; (-1, -1) for a word that cleaning put there without a counterpart."""
    written = [(_plain(match[0]), match.start(), match.end()) for match in _PIECE.finditer(text)]
    read = [(_plain(piece), at) for at, word in enumerate(words) for piece in _PIECE.findall(word.replace("_", " "))]
    found = [NOWHERE] * len(words)
    left = right = 0
    while left < len(written) and right < len(read):
        skip_left, skip_right = _agree(written, read, left, right)
        if skip_left or skip_right:
            _cover(found, written[left : left + skip_left], read[right : right + skip_right])
            left, right = left + skip_left, right + skip_right
            continue
        _cover(found, written[left : left + 1], read[right : right + 1])
        left, right = left + 1, right + 1
    return found


def _agree(written: Sequence[tuple[str, int, int]], read: Sequence[tuple[str, int]], left: int, right: int) -> Span:
    """Fewest pieces to pass over on each side until both say the same; (1, 1) when nothing near agrees."""
    if written[left][0] == read[right][0]:
        return 0, 0
    for total in range(1, AHEAD + 1):
        for skip in range(total + 1):
            at, other = left + skip, right + total - skip
            if at < len(written) and other < len(read) and written[at][0] == read[other][0]:
                return skip, total - skip
    return 1, 1


def _cover(found: list[Span], written: Sequence[tuple[str, int, int]], read: Sequence[tuple[str, int]]) -> None:
    """All words of a stretch that differs point to the whole stretch."""
    if not written:
        return
    start, end = written[0][1], written[-1][2]
    for _, word in read:
        before = found[word]
        found[word] = (start, end) if before == NOWHERE else (min(before[0], start), max(before[1], end))
