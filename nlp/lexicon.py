"""Expressions of the domain that the model splits, joined after segmentation: `tăng ca` -> `tăng_ca`.

Rows of data/lexicon.tsv; `plain` yes: without diacritics too, where nothing else is written like that. Only whole words
are joined, the longest expression first, so what the model put together is never taken apart.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from domain.post import Words
from nlp.tone import place_tones
from nlp.unicode import unaccented

DATA = Path(__file__).with_name("data") / "lexicon.tsv"
Syllables = tuple[str, ...]


def join(words: Words) -> Words:
    """The same syllables in the same order and case; the words of each expression glued by underscores."""
    tokens = words.split(" ")
    ends = _ends(tokens)
    if not ends:
        return words
    parts: list[str] = []
    at = 0
    while at < len(tokens):
        end = ends.get(at, at + 1)
        parts.append("_".join(tokens[at:end]))
        at = end
    return Words(" ".join(parts))


def expressions(words: Words) -> tuple[str, ...]:
    """Only what `join` glues, in order of the text."""
    tokens = words.split(" ")
    return tuple("_".join(tokens[start:end]) for start, end in _ends(tokens).items())


def _ends(tokens: Sequence[str]) -> dict[int, int]:
    """First token of each expression that spans several -> the token after its last."""
    openings = load_openings()
    ends: dict[int, int] = {}
    free = 0
    for at, token in enumerate(tokens):
        syllables = _syllables(token)
        wanted = openings.get(syllables[0])
        if wanted is None or at < free:
            continue
        end = _end(tokens, at, wanted)
        if end > at + 1:
            ends[at] = free = end
    return ends


def _end(tokens: Sequence[str], at: int, wanted: Sequence[Syllables]) -> int:
    """After the longest of the `wanted` expressions that begins with token `at` and ends with a token; `at` if none."""
    read: Syllables = ()
    ends: dict[Syllables, int] = {}
    longest = len(wanted[0])
    for number in range(at, min(at + longest, len(tokens))):
        read += _syllables(tokens[number])
        if len(read) > longest:
            break
        ends[read] = number + 1
    return next((ends[expression] for expression in wanted if expression in ends), at)


@lru_cache(1 << 15)
def _syllables(token: str) -> Syllables:
    return tuple(place_tones(token.lower()).split("_"))


@cache
def load_openings(path: Path = DATA) -> Mapping[str, tuple[Syllables, ...]]:
    """First syllable -> the expressions that begin with it, the longest first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    forms: set[Syllables] = set()
    for row in rows:
        expression = place_tones(unicodedata.normalize("NFC", row["expression"]))
        forms.add(tuple(expression.split()))
        if row["plain"] == "yes":
            forms.add(tuple(unaccented(expression).split()))
    openings: dict[str, tuple[Syllables, ...]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        openings[form[0]] = (*openings.get(form[0], ()), form)
    return openings
