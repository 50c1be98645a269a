"""A text cut into pieces, some of them marked as evidence. Offsets in, pieces out; the template escapes each piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.prediction import Evidence

EXCERPT = 320
"""Characters of a post on a list; the whole text is on its own page, where each view is logged."""
_SENTENCE = re.compile(r"(?:(?<=[.!?…])\s+|\n+)")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    labels: tuple[str, ...] = ()
    """What this piece is evidence of; empty for plain text."""


def pieces(text: str, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """`text` in order, cut at every border of a span. Spans outside of the text are ignored."""
    spans = [span for span in evidence if 0 <= span.start < span.end <= len(text)]
    borders = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    return tuple(
        Piece(text[start:end], tuple(dict.fromkeys(s.label for s in spans if s.start <= start and end <= s.end)))
        for start, end in pairwise(borders)
    )


def excerpt(text: str, evidence: Sequence[Evidence], limit: int = EXCERPT) -> tuple[Piece, ...]:
    """At most `limit` characters (and an ellipsis) from the sentence that holds the heaviest evidence."""
    start = _beginning(text, evidence, limit)
    end = _last_space(text, start, start + limit)
    inside = [
        Evidence(span.label, max(span.start, start) - start, min(span.end, end) - start, "", span.weight)
        for span in evidence
        if span.start < end and span.end > start
    ]
    cut = list(pieces(text[start:end], inside))
    if start > 0:
        cut.insert(0, Piece("… "))
    if end < len(text):
        cut.append(Piece(" …"))
    return tuple(cut)


def _beginning(text: str, evidence: Sequence[Evidence], limit: int) -> int:
    if len(text) <= limit or not evidence:
        return 0
    heaviest = max(evidence, key=lambda span: span.weight)
    if heaviest.end <= limit:
        return 0
    starts = [match.end() for match in _SENTENCE.finditer(text, 0, max(0, heaviest.start))]
    start = starts[-1] if starts else 0
    if heaviest.end - start > limit:
        start = _next_word(text, max(0, heaviest.start - limit // 4))
    return start


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if space < 0 else space + 1


def _last_space(text: str, start: int, end: int) -> int:
    """A border between words at or before `end`; a text without spaces is cut where it stands."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + 1, end + 1)
    return space if space > start else end
