"""Where the words that the models read stand in the texts as written, for a whole batch.

Both sides are cut into pieces (letters without diacritics, lone signs). Where the pieces agree they stand for each
other; where they differ, fewest are passed over on each side until both say the same again.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain

import numpy as np

from models.rows import Grown, Rows
from nlp.keys import Numbers
from nlp.unicode import unaccented

_PIECE = re.compile(r"[^\W_][\w\u0300-\u036f]*|[^\w\s]")
AHEAD = 8
"""Pieces that both sides may differ by (an abbreviation written out, a mark of redaction) before they agree."""
CAPACITY = 60_000
"""Runs of characters and words that are remembered (some 30 MB) before all are forgotten."""


class _Numbers(dict[str, int]):
    """Text -> its number, given on demand."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, text: str) -> int:
        number = self[text] = self._add(text)
        return number


class Pieces:
    """Of runs of characters without a space, and of words. Not for two threads at a time."""

    def __init__(self) -> None:
        self.pieces, self.starts, self.ends = Rows(), Rows(), Rows()
        self.lengths = Grown()
        self.of_run = _Numbers(self._add)
        self.of_word = _Numbers(lambda word: self._add(word.replace("_", " ")))
        self._known: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.of_run) + len(self.of_word)

    def _add(self, text: str) -> int:
        found = [(unaccented(match[0]).lower(), *match.span()) for match in _PIECE.finditer(text)]
        self.pieces.add(self._known.setdefault(piece, len(self._known)) for piece, _, _ in found)
        self.starts.add(start for _, start, _ in found)
        self.ends.add(end for _, _, end in found)
        self.lengths.add(len(text))
        return len(self)


class Aligner:
    """Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known = Pieces()

    def spans(self, texts: Sequence[tuple[str, Sequence[str]]]) -> tuple[Numbers, Numbers]:
        """First and last place of each word of all texts; -1 for what cleaning put there without a counterpart."""
        with self._lock:
            if len(self._known) > CAPACITY:
                self._known = Pieces()
            return self._spans(texts)

    def _spans(self, texts: Sequence[tuple[str, Sequence[str]]]) -> tuple[Numbers, Numbers]:
        written, places, borders = self._written([text for text, _ in texts])
        read, of_word, others = self._read([words for _, words in texts])
        found = np.full((2, len(read)), -1)
        for at in range(len(texts)):
            here, there = slice(borders[at], borders[at + 1]), slice(others[at], others[at + 1])
            _place(written[here], read[there], places[:, here], found[:, there])
        return _of_words(sum(len(words) for _, words in texts), of_word, *found)

    def _written(self, texts: Sequence[str]) -> tuple[Numbers, Numbers, list[int]]:
        """Pieces of the texts, where each begins and ends (two rows), and where the pieces of each text begin."""
        runs = [text.split(" ") for text in texts]
        numbers = np.array(list(map(self._known.of_run.__getitem__, chain.from_iterable(runs))), np.int64)
        lengths = self._known.lengths.array().take(numbers) + 1
        counts = np.array([len(some) for some in runs], np.int64)
        before = np.cumsum(counts) - counts
        begins = np.cumsum(lengths) - lengths
        begins -= np.repeat(begins.take(before), counts)
        pieces, origin = self._known.pieces.of(numbers)
        places = np.stack([self._known.starts.of(numbers)[0], self._known.ends.of(numbers)[0]]) + begins.take(origin)
        return pieces, places, np.searchsorted(origin, [*before.tolist(), len(numbers)]).tolist()

    def _read(self, texts: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers, list[int]]:
        """Pieces of the words, the word of each, and where the pieces of each text begin."""
        numbers = list(map(self._known.of_word.__getitem__, chain.from_iterable(texts)))
        pieces, origin = self._known.pieces.of(np.array(numbers, np.int64))
        ends = np.cumsum([0, *map(len, texts)])
        return pieces, origin, np.searchsorted(origin, ends).tolist()


@cache
def aligner() -> Aligner:
    return Aligner()


def _place(written: Numbers, read: Numbers, places: Numbers, found: Numbers) -> None:
    """Write into `found` where each piece that was read stands; two rows both: begins and ends."""
    left = right = 0
    while left < len(written) and right < len(read):
        length = min(len(written) - left, len(read) - right)
        differ = written[left : left + length] != read[right : right + length]
        same = int(differ.argmax()) if differ.any() else length
        found[:, right : right + same] = places[:, left : left + same]
        left, right = left + same, right + same
        if same == length:
            return
        skip, other = _agree(written[left : left + AHEAD + 1].tolist(), read[right : right + AHEAD + 1].tolist())
        if skip:
            # All words of a stretch that differs point to the whole stretch.
            found[0, right : right + other], found[1, right : right + other] = (
                places[0, left],
                places[1, left + skip - 1],
            )
        left, right = left + skip, right + other


def _agree(written: Sequence[int], read: Sequence[int]) -> tuple[int, int]:
    """Fewest pieces to pass over on each side until both say the same; (1, 1) when nothing near agrees."""
    for total in range(1, AHEAD + 1):
        for skip in range(max(0, total + 1 - len(read)), min(total + 1, len(written))):
            if written[skip] == read[total - skip]:
                return skip, total - skip
    return 1, 1


def _of_words(words: int, of_word: Numbers, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """From the places of pieces those of words: from the first piece that has one to the last."""
    placed = np.flatnonzero(starts >= 0)
    first, last = np.full(words, np.iinfo(np.int64).max), np.full(words, -1)
    np.minimum.at(first, of_word.take(placed), starts.take(placed))
    np.maximum.at(last, of_word.take(placed), ends.take(placed))
    return np.where(last >= 0, first, -1), last
