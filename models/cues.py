"""Cues: phrases of data/cues.tsv that speak for a topic, a tone, or how a thing stands (denied, past, a drill)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.unicode import unaccented

FILE = Path(__file__).parent / "data" / "cues.tsv"
DENIAL = "deny"
REACH = 3
"""Syllables before a cue in which a denial turns it."""
LONGEST = 14
"""Syllables of a phrase: every way to write it is held ready, two for each syllable with a diacritic."""


class CuesError(ValueError):
    """cues.tsv cannot be used; the message gives the line."""


Syllables = tuple[str, ...]
Phrase = tuple[Syllables, tuple[str, ...]]
"""Its syllables, and the cues that it stands for."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases by their bare form, and the lengths of those that begin with a bare syllable, longest first."""

    phrases: dict[Syllables, tuple[Phrase, ...]]
    lengths: dict[str, tuple[int, ...]]

    def find(self, words: Sequence[Sequence[str]]) -> Iterator[tuple[str, int]]:
        """The cues of a text given as the syllables of its words, with the number of the word where each begins.

        Of the longest phrase at each syllable; `-cue` where denied. Neither a phrase nor a denial reaches over
        punctuation, a word without syllables. `models.cued` finds the same for a whole batch, much faster.
        """
        places = [(syllable, at) for at, word in enumerate(words) for syllable in word or ("",)]
        written = [syllable for syllable, _ in places]
        plain = [bare(syllable) for syllable in written]
        denial, reach = 0, -1
        for start, (_, word) in enumerate(places):
            cues, end = self._longest(written, plain, start)
            turned = start <= reach and "" not in plain[denial:start]
            yield from ((f"-{cue}" if turned else cue, word) for cue in cues)
            if DENIAL in cues:
                denial, reach = start, end - 1 + REACH

    def _longest(self, written: Sequence[str], plain: Sequence[str], start: int) -> tuple[Syllables, int]:
        """The cues of the longest phrase that begins there and where it ends; none where there is none."""
        for length in self.lengths.get(plain[start], ()):
            end = start + length
            phrases = self.phrases.get(tuple(plain[start:end]))
            cues = phrases and _stands(phrases, tuple(written[start:end]), plain[start:end])
            if cues:
                return cues, end
        return (), start


def _stands(phrases: Sequence[Phrase], written: Syllables, plain: Sequence[str]) -> Syllables:
    """The cues of the first phrase that stands there, each syllable as written or bare; a lone one as written."""
    for phrase, cues in phrases:
        if phrase == written:
            return cues
        if len(phrase) > 1 and all(
            one in {wanted, unmarked} for one, wanted, unmarked in zip(written, phrase, plain, strict=True)
        ):
            return cues
    return ()


@lru_cache(maxsize=50_000)
def bare(syllable: str) -> str:
    return unaccented(syllable)


def parse(text: str) -> Cues:
    """Lines of `cue<TAB>phrase | phrase | …`; lines that begin with # are remarks. Raises CuesError."""
    found: defaultdict[tuple[str, ...], dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cue, tab, phrases = line.partition("\t")
        if not tab or not cue.strip():
            raise CuesError(f"cues.tsv, line {number}: write the cue, a tab, then phrases separated by |")
        for phrase in phrases.split("|"):
            syllables = tuple(phrase.lower().split())
            if len(syllables) > LONGEST:
                raise CuesError(f"cues.tsv, line {number}: a phrase has more than {LONGEST} syllables; shorten it")
            if syllables:
                same = found[tuple(map(bare, syllables))]
                # In order and once each: a phrase may speak for several things.
                same[syllables] = tuple(dict.fromkeys((*same.get(syllables, ()), cue.strip())))
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for plain in found:
        lengths[plain[0]].add(len(plain))
    return Cues(
        {plain: tuple(rows.items()) for plain, rows in found.items()},
        {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
    )
