"""The feature space: a fitted vocabulary with weights, and sparse rows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from models.cues import Cues
from models.features import FAMILIES, features, forget
from models.occurrences import Finder, Occurrences
from models.post import Reading

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Matrix = Any
"""A scipy csr_array of float32; its stubs make the element type a burden at every use."""

LEAST = {"w": 1, "p": 2, "s": 1, "d": 2, "b": 1, "e": 2, "f": 2, "g": 3, "l": 2, "t": 2, "k": 1, "x": 2}
"""Posts in which a feature of each family must stand to be kept."""
SHARE = dict(zip(FAMILIES, (1.0, 0.5, 0.5, 0.5, 0.7, 0.9, 0.5, 0.5, 0.9, 1.2, 0.6, 1.0), strict=True))
"""Length that each family adds to a row; chosen by cross-validation on models/data."""


CHUNK = 10_000
"""Words read at once: enough for numpy, little enough for the processor's cache."""


@dataclass(frozen=True, slots=True)
class Space:
    names: tuple[str, ...]
    idf: Floats
    cues: Cues
    index: dict[str, int]
    family: Ints
    finder: Finder

    def occurrences(self, readings: Sequence[Reading]) -> Occurrences:
        """Of a batch; see `chunks`."""
        return self.finder.find(readings)

    def rows(self, found: Occurrences) -> Matrix:
        """One row a post: (1 + log count) x idf, each family scaled to its share."""
        posts = len(found.starts) - 1
        families = self.family.take(found.columns)
        values = (1 + np.log(found.counts.astype(np.float32))) * self.idf.take(found.columns)
        part = np.repeat(np.arange(posts) * len(FAMILIES), np.diff(found.starts)) + families
        squares = np.bincount(part, weights=values**2, minlength=posts * len(FAMILIES))
        data = (values / np.sqrt(squares).take(part) * _SHARES.take(families)).astype(np.float32)
        return csr_array(
            (data, found.columns.astype(np.int32), found.starts.astype(np.int32)), shape=(posts, len(self.names))
        )

    def matrix(self, readings: Sequence[Reading]) -> Matrix:
        """The rows of any number of posts."""
        return vstack([self.rows(self.occurrences(chunk)) for chunk in chunks(readings)], format="csr")


def chunks(readings: Sequence[Reading]) -> Iterator[Sequence[Reading]]:
    """Neighbours that have about 10,000 words together."""
    start = words = 0
    for at, reading in enumerate(readings):
        words += len(reading.words)
        if words >= CHUNK:
            yield readings[start : at + 1]
            start, words = at + 1, 0
    if start < len(readings):
        yield readings[start:]


_SHARES = np.array([SHARE[family] for family in FAMILIES])


def make(names: Sequence[str], idf: Floats, cues: Cues) -> Space:
    """A space from what an artifact keeps."""
    family = np.array([FAMILIES.index(name[0]) for name in names], dtype=np.int64)
    index = {name: at for at, name in enumerate(names)}
    return Space(tuple(names), idf, cues, index, family, Finder(index, cues))


def fit(readings: Sequence[Reading], cues: Cues) -> Space:
    """The vocabulary of `readings`: features that stand in enough posts, sorted by name, weighed by rarity."""
    counts: dict[str, int] = {}
    for name in chain.from_iterable({name for name, _ in features(reading, cues)} for reading in readings):
        counts[name] = counts.get(name, 0) + 1
    forget()
    names = sorted(name for name, count in counts.items() if count >= LEAST[name[0]])
    posts_with = np.array([counts[name] for name in names], dtype=np.float64)
    idf = np.log((1 + len(readings)) / (1 + posts_with)) + 1
    return make(names, idf.astype(np.float32), cues)
