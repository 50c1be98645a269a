"""A text as the gazetteer reads it: composed, small, bare, with the way back to the offsets of the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.tone import place_tones
from nlp.unicode import same_length_fold, well_formed


@dataclass(frozen=True, slots=True)
class Reading:
    """Three forms of a text, all of the same length."""

    text: str
    """NFC."""
    small: str
    """In small letters, tone marks in their usual place."""
    bare: str
    """Without diacritics."""
    offsets: list[int]
    """For each character (and the end) its place in the original."""


def read(text: str) -> Reading:
    composed, offsets = _composed(well_formed(text))
    small = place_tones("".join(_small(char) for char in composed))
    return Reading(composed, small, same_length_fold(small), offsets)


def _small(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def _composed(text: str) -> tuple[str, list[int]]:
    """NFC, and for each of its characters (and its end) the offset in `text`."""
    if unicodedata.is_normalized("NFC", text):
        return text, list(range(len(text) + 1))
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
