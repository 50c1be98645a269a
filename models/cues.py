"""Cues: phrases of data/cues.tsv that speak for a topic, a tone, or how a thing stands (denied, past, a drill)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.unicode import unaccented

FILE = Path(__file__).parent / "data" / "cues.tsv"
REACH = 3
"""Syllables before a cue in which a denial turns it."""


class CuesError(ValueError):
    """cues.tsv cannot be used; the message gives the line."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases by their bare form, and the lengths of those that begin with a bare syllable, longest first."""

    phrases: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]
    lengths: dict[str, tuple[int, ...]]

    def find(self, words: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, int]]:
        """Each cue with the number of the word where it begins, longest phrase first; `-cue` where it is denied."""
        places = [(syllable, at) for at, word in enumerate(words) for syllable in word]
        written = tuple(syllable for syllable, _ in places)
        plain = tuple(bare(syllable) for syllable in written)
        denied = -1
        for start, first in enumerate(plain):
            for length in self.lengths.get(first, ()):
                cue = self._stands(written[start : start + length], plain[start : start + length])
                if cue:
                    if cue == "deny":
                        denied = start + length - 1 + REACH
                    yield (f"-{cue}" if start <= denied and cue != "deny" else cue), places[start][1]
                    break

    def _stands(self, written: tuple[str, ...], plain: tuple[str, ...]) -> str:
        """The cue of a phrase, each syllable written as there or without diacritics; a lone one as there."""
        for phrase, cue in self.phrases.get(plain, ()):
            if phrase == written:
                return cue
            if len(phrase) > 1 and all(
                one in {wanted, unmarked} for one, wanted, unmarked in zip(written, phrase, plain, strict=True)
            ):
                return cue
        return ""


@lru_cache(maxsize=50_000)
def bare(syllable: str) -> str:
    return unaccented(syllable)


def parse(text: str) -> Cues:
    """Lines of `cue<TAB>phrase | phrase | …`; lines that begin with # are remarks. Raises CuesError."""
    found: defaultdict[tuple[str, ...], dict[tuple[str, ...], str]] = defaultdict(dict)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cue, tab, phrases = line.partition("\t")
        if not tab or not cue.strip():
            raise CuesError(f"cues.tsv, line {number}: write the cue, a tab, then phrases separated by |")
        for phrase in phrases.split("|"):
            syllables = tuple(phrase.lower().split())
            if syllables:
                found[tuple(map(bare, syllables))].setdefault(syllables, cue.strip())
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for plain in found:
        lengths[plain[0]].add(len(plain))
    return Cues(
        {plain: tuple(rows.items()) for plain, rows in found.items()},
        {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
    )
