"""Neighbours in a text that the vocabulary knows: pairs and triples of words or syllables, found for a whole batch.

`models.features` says what they are; here the strings have numbers, and 0 stands for a break and for every string of
which the vocabulary knows no chain, so that no chain reaches over either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from nlp.keys import Keys, Numbers

_BITS = 21
"""Three numbers of this size fill one key."""


class Numbering(dict[str, int]):
    """Numbers from 1 for strings; 0 stands for all others."""

    def __missing__(self, text: str) -> int:
        return 0

    def add(self, text: str) -> int:
        return self.setdefault(text, len(self) + 1)


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of one family and one size."""

    size: int
    keys: Keys
    columns: Numbers
    """One for each key."""

    def find(self, units: Numbers) -> tuple[Numbers, Numbers]:
        """Columns of the chains in a row of units, and the place of the last unit of each."""
        length = max(0, len(units) - self.size + 1)
        steps = range(self.size)
        whole = np.logical_and.reduce([units[step : length + step] > 0 for step in steps])
        starts = np.flatnonzero(whole)
        key = np.zeros(len(starts), np.int64)
        for step in steps:
            key = key << _BITS | units.take(starts + step)
        places, known = self.keys.find(key)
        return self.columns.take(known), starts.take(places) + self.size - 1


def chains_of(columns: Mapping[str, int], size: int, numbering: Numbering) -> Chains:
    """The chains of `size` among names such as `nợ lương`, with their columns; adds their strings to the numbering."""
    keys = {_key(name.split(" "), numbering): column for name, column in columns.items() if name.count(" ") == size - 1}
    known = Keys.of(keys)
    return Chains(size, known, np.array([keys[key] for key in known.known.tolist()], np.int64))


def _key(parts: Iterable[str], numbering: Numbering) -> int:
    key = 0
    for part in parts:
        key = key << _BITS | numbering.add(part)
    return key
