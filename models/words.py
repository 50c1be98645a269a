"""What the space knows of each single word and syllable, looked up once and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.chains import Numbering
from models.cues import bare
from models.features import syllables, word_features
from models.rows import Grown, Rows
from nlp.keys import Numbers

BREAK = 0
"""Number of the word that parts two posts, and of the syllable that stands for a word without any."""


class Words(dict[str, int]):
    """Word -> its number, given on demand. Not for two threads at a time."""

    def __init__(self, index: Mapping[str, int], words: Numbering, written: Numbering, plain: Numbering) -> None:
        """`index`: column of each known feature; the rest: the numbers that chains know their strings by."""
        super().__init__()
        self._index = index
        self._numberings = words, written, plain
        self.forget()

    def forget(self) -> None:
        """Bounds the memory: what was remembered is found again when it returns."""
        self.clear()
        self.columns, self.parts = Rows(), Rows()
        self._word_units, self._written_units, self._plain_units = Grown(), Grown(), Grown()
        self._syllables: dict[str, int] = {}
        self._add("", (BREAK,), ())
        self._syllable("")

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self._word_units)
        known = [self._index.get(name, -1) for name in word_features(word)]
        parts = [self._syllable(part) for part in syllables(word)]
        self._add(word if parts else "", parts or (BREAK,), [column for column in known if column >= 0])
        return number

    def _add(self, word: str, parts: Iterable[int], columns: Iterable[int]) -> None:
        self.columns.add(columns)
        self.parts.add(parts)
        self._word_units.add(self._numberings[0][word])

    def _syllable(self, text: str) -> int:
        number = self._syllables.setdefault(text, len(self._syllables))
        if number == len(self._written_units):
            self._written_units.add(self._numberings[1][text])
            self._plain_units.add(self._numberings[2][bare(text)])
        return number

    def word_units(self, numbers: Numbers) -> Numbers:
        """For each word its number in chains of words."""
        return self._word_units.array().take(numbers)

    def syllable_units(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """For each syllable its number in chains as written, and that of its form without diacritics."""
        return self._written_units.array().take(numbers), self._plain_units.array().take(numbers)
