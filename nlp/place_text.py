"""A text as the gazetteer reads it: composed, small, bare, with the way back to the offsets of the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.runs import ByRun, rewritten
from nlp.tone import place_tones
from nlp.unicode import UNUSUAL, same_length_fold, same_length_lower, well_formed

_SMALL = ByRun(lambda run: place_tones(same_length_lower(run)))
_BARE = ByRun(lambda run: same_length_fold(_SMALL[run]))


@dataclass(frozen=True)
class Reading:
    """Three forms of a text, all of the same length."""

    text: str
    """NFC."""
    bare: str
    """In small letters without diacritics."""
    offsets: Sequence[int]
    """For each character (and the end) its place in the original."""

    @cached_property
    def small(self) -> str:
        """In small letters, tone marks in their usual place; few texts are asked for it."""
        return rewritten(self.text, _SMALL)


def read(text: str) -> Reading:
    composed, offsets = _composed(well_formed(text)) if UNUSUAL.search(text) else (text, range(len(text) + 1))
    return Reading(composed, rewritten(composed, _BARE), offsets)


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """NFC, and for each of its characters (and its end) the offset in `text`."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    parts: list[str] = []
    offsets: list[int] = []
    for cluster in re.finditer(r"(?s).[\u0300-\u036f]*", text):
        composed = unicodedata.normalize("NFC", cluster[0])
        parts.append(composed)
        offsets += [cluster.start()] * len(composed)
    return "".join(parts), [*offsets, len(text)]


def trie(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, that looks at each letter once."""
    branches: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not branches:
        return ""
    body = "|".join(re.escape(letter) + trie(rests) for letter, rests in sorted(branches.items()))
    return f"(?:{body}){'?' if ends else ''}"
