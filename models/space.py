"""The feature space: a fitted vocabulary with weights, and sparse rows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array

from models.cues import Cues
from models.features import FAMILIES, features
from models.post import Reading

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Matrix = Any
"""A scipy csr_array of float32; its stubs make the element type a burden at every use."""

LEAST = {"w": 1, "p": 2, "s": 1, "d": 2, "b": 1, "e": 2, "f": 2, "g": 3, "l": 2, "t": 2, "k": 1, "x": 2}
"""Posts in which a feature of each family must stand to be kept."""
SHARE = dict(zip(FAMILIES, (1.0, 0.5, 0.5, 0.5, 0.7, 0.9, 0.5, 0.5, 0.9, 1.2, 0.6, 0.5), strict=True))
"""Length that each family adds to a row; chosen by cross-validation on models/data."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Known features of one post, in order: columns, and the words they came from (-1: not in the text)."""

    columns: Ints
    words: Ints


@dataclass(frozen=True, slots=True)
class Row:
    """One post in the space: its columns, ascending, and their values."""

    columns: npt.NDArray[np.int32]
    values: Floats


def row_of(matrix: Matrix, at: int) -> Row:
    start, end = matrix.indptr[at], matrix.indptr[at + 1]
    return Row(matrix.indices[start:end], matrix.data[start:end])


@dataclass(frozen=True, slots=True)
class Space:
    names: tuple[str, ...]
    idf: Floats
    cues: Cues
    index: dict[str, int]
    family: Ints

    def occurrences(self, reading: Reading) -> Occurrences:
        get = self.index.get
        found = [(get(name, -1), at) for name, at in features(reading, self.cues)]
        pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
        pairs = pairs[pairs[:, 0] >= 0]
        return Occurrences(pairs[:, 0], pairs[:, 1])

    def rows(self, found: Sequence[Occurrences]) -> Matrix:
        """One row a post: (1 + log count) x idf, each family scaled to its share."""
        lengths = [len(one.columns) for one in found]
        row = np.repeat(np.arange(len(found)), lengths)
        columns = np.concatenate([np.empty(0, np.int64), *(one.columns for one in found)])
        matrix: Matrix = coo_array(
            (np.ones(len(columns), np.float32), (row, columns)), shape=(len(found), len(self.names))
        ).tocsr()
        matrix.sum_duplicates()
        matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
        row = np.repeat(np.arange(len(found)), np.diff(matrix.indptr))
        values = (1 + np.log(matrix.data)) * self.idf[matrix.indices]
        cell = row * len(FAMILIES) + self.family[matrix.indices]
        squares = np.bincount(cell, weights=values**2, minlength=len(found) * len(FAMILIES))
        matrix.data = (values / np.sqrt(squares[cell]) * _SHARES[self.family[matrix.indices]]).astype(np.float32)
        return matrix


_SHARES = np.array([SHARE[family] for family in FAMILIES])


def make(names: Sequence[str], idf: Floats, cues: Cues) -> Space:
    """A space from what an artifact keeps."""
    family = np.array([FAMILIES.index(name[0]) for name in names], dtype=np.int64)
    return Space(tuple(names), idf, cues, {name: at for at, name in enumerate(names)}, family)


def fit(readings: Sequence[Reading], cues: Cues) -> Space:
    """The vocabulary of `readings`: features that stand in enough posts, sorted by name, weighed by rarity."""
    counts: dict[str, int] = {}
    for name in chain.from_iterable({name for name, _ in features(reading, cues)} for reading in readings):
        counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST[name[0]])
    posts_with = np.array([counts[name] for name in names], dtype=np.float64)
    idf = np.log((1 + len(readings)) / (1 + posts_with)) + 1
    return make(names, idf.astype(np.float32), cues)
