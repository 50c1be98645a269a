"""Cues: phrases of data/cues.tsv that speak for a topic, a tone, or how a thing stands (denied, past, a drill)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.unicode import unaccented

FILE = Path(__file__).parent / "data" / "cues.tsv"
REACH = 3
"""Syllables before a cue in which a denial turns it."""


class CuesError(ValueError):
    """cues.tsv cannot be used; the message gives the line."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases by their first bare syllable: (syllables, cue). Bare forms match any diacritics and none."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    def find(self, words: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, int]]:
        """Each cue with the number of the word where it begins; `-cue` where it is denied, longest phrase first."""
        places = [(syllable, at) for at, word in enumerate(words) for syllable in word]
        written = [syllable for syllable, _ in places]
        bare = [unaccented(syllable) for syllable in written]
        denied = -1
        for start, first in enumerate(bare):
            for phrase, cue in self.phrases.get(first, ()):
                if _stands(phrase, written, bare, start):
                    if cue == "deny":
                        denied = start + len(phrase) - 1 + REACH
                    yield (f"-{cue}" if start <= denied and cue != "deny" else cue), places[start][1]
                    break


def _stands(phrase: tuple[str, ...], written: Sequence[str], bare: Sequence[str], start: int) -> bool:
    """Each syllable is there as the phrase writes it, or without any diacritics; a lone syllable only as written."""
    if start + len(phrase) > len(written):
        return False
    lone = len(phrase) == 1
    return all(
        written[start + at] == syllable
        or (not lone and written[start + at] == bare[start + at] == unaccented(syllable))
        for at, syllable in enumerate(phrase)
    )


def parse(text: str) -> Cues:
    """Lines of `cue<TAB>phrase | phrase | …`; lines that begin with # are remarks. Raises CuesError."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cue, tab, phrases = line.partition("\t")
        if not tab or not cue.strip():
            raise CuesError(f"cues.tsv, line {number}: write the cue, a tab, then phrases separated by |")
        for phrase in phrases.split("|"):
            syllables = tuple(phrase.lower().split())
            if syllables:
                found[unaccented(syllables[0])].append((syllables, cue.strip()))
    longest = {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in found.items()}
    return Cues(longest)
