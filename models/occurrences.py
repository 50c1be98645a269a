"""Where the known features stand in a batch of posts: `models.features`, word for word, by numpy.

A test compares the two on every post that we wrote. The memory of words is bounded; a lock lets any thread in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.chains import Chains, Numbering, chains_of
from models.cued import Cued
from models.cues import Cues
from models.features import FAMILIES, LONGEST, opening, spoken, voice
from models.post import Reading
from models.words import BREAK, Words
from nlp.keys import Numbers

CAPACITY = 60_000
"""Words that are remembered (some 30 MB) before all are forgotten."""
_WORD_BITS = LONGEST.bit_length()
Found = tuple[Numbers, Numbers]
"""Columns, and the place in the row of words that each came from."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Known features of a batch. A cell is one feature of one post, however often it stands there."""

    starts: Numbers
    """Where the cells of each post begin, and the end of the last one."""
    columns: Numbers
    counts: Numbers
    """By cell, as the columns: how often the feature stands there."""
    cells: Numbers
    words: Numbers
    """By occurrence, in the order of the cells: its cell, and its word (-1: not in the text)."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of all posts in a row, BREAK after each post: number, post, and place in the post's text or -1."""

    numbers: Numbers
    rows: Numbers
    words: Numbers


class Finder:
    """Made from a vocabulary whose names begin with the letter of their family."""

    def __init__(self, index: Mapping[str, int], cues: Cues) -> None:
        self._index = index
        self._bits = len(index).bit_length()
        self._lock = threading.Lock()
        families = _families(index)
        words, written, plain = Numbering(), Numbering(), Numbering()
        self._of_words = chains_of(families["p"], 2, words)
        self._of_written = chains_of(families["d"], 2, written)
        self._of_plain = [chains_of(families["e"], 2, plain), chains_of(families["f"], 3, plain)]
        self._apart = {family: [chains_of(families[family], size, plain) for size in (1, 2)] for family in "lt"}
        self._cued = Cued(cues, lambda name: index.get(name, -1), written)
        self._words = Words(index, words, written, plain)

    def find(self, readings: Sequence[Reading]) -> Occurrences:
        """The occurrences in a batch; any thread."""
        with self._lock:
            if len(self._words) > CAPACITY:
                self._words.forget()
            return self._find(readings)

    def _find(self, readings: Sequence[Reading]) -> Occurrences:
        openings = [opening(reading) for reading in readings]
        text = self._line([spoken(reading) for reading in readings])
        parts = [_placed(found, text) for found in self._in_text(text)]
        for family, pairs in self._apart.items():
            line = self._line([(words, before) if own == family else ((), 0) for own, words, before in openings])
            parts += [_placed(found, line) for found in self._in_opening(line, pairs)]
        kinds = np.array([self._index.get(voice(reading), -1) for reading in readings], np.int64)
        known = np.flatnonzero(kinds >= 0)
        return self._ordered(len(readings), [*parts, (kinds[known], known, np.full(len(known), -1))])

    def _line(self, texts: Sequence[tuple[tuple[str, ...], int]]) -> _Line:
        number_of = self._words.__getitem__
        numbers: list[int] = []
        for words, _ in texts:
            numbers += map(number_of, words)
            numbers.append(BREAK)
        lengths = np.array([len(words) + 1 for words, _ in texts], np.int64)
        before = np.array([before for _, before in texts], np.int64)
        rows = np.repeat(np.arange(len(texts)), lengths)
        places = np.arange(len(numbers)) - (np.cumsum(lengths) - lengths + before).take(rows)
        return _Line(np.array(numbers, np.int64), rows, np.maximum(places, -1))

    def _in_text(self, line: _Line) -> Iterator[Found]:
        words = self._words
        yield words.columns.of(line.numbers)
        yield self._of_words.find(words.word_units(line.numbers))
        syllables, origin = words.parts.of(line.numbers)
        written, plain = words.syllable_units(syllables)
        chained = [self._of_written.find(written), *(chains.find(plain) for chains in self._of_plain)]
        breaks = np.cumsum(syllables == BREAK)
        for columns, places in (*chained, self._cued.find(written, breaks)):
            yield columns, origin.take(places)

    def _in_opening(self, line: _Line, families: Sequence[Chains]) -> Iterator[Found]:
        syllables, origin = self._words.parts.of(line.numbers)
        _, plain = self._words.syllable_units(syllables)
        for chains in families:
            columns, places = chains.find(plain)
            yield columns, origin.take(places)

    def _ordered(self, posts: int, parts: Sequence[tuple[Numbers, Numbers, Numbers]]) -> Occurrences:
        """One number for post, column and word sorts faster than any three."""
        columns, rows, words = (np.concatenate(one) for one in zip(*parts, strict=True))
        keys = (rows << self._bits | columns) << _WORD_BITS | (words + 1)
        keys.sort()
        wide = keys >> _WORD_BITS
        new = np.ones(len(keys), np.bool_)
        np.not_equal(wide[1:], wide[:-1], out=new[1:])
        first = np.flatnonzero(new)
        known = wide.take(first)
        return Occurrences(
            starts=np.searchsorted(known, np.arange(posts + 1) << self._bits),
            columns=known & ((1 << self._bits) - 1),
            counts=np.diff(first, append=len(keys)),
            cells=np.cumsum(new) - 1,
            words=(keys & ((1 << _WORD_BITS) - 1)) - 1,
        )


def _placed(found: Found, line: _Line) -> tuple[Numbers, Numbers, Numbers]:
    columns, places = found
    return columns, line.rows.take(places), line.words.take(places)


def _families(index: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {family: {} for family in FAMILIES}
    for name, column in index.items():
        found[name[0]][name[2:]] = column
    return found
