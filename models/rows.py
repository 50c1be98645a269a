"""Rows of numbers that grow: what is remembered of words and runs of characters, read by numpy."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from nlp.keys import Numbers


class Grown:
    """Numbers that are added one after another and read as an array."""

    def __init__(self) -> None:
        self._array: Numbers = np.empty(0, np.int64)
        self._waiting: list[int] = []

    def __len__(self) -> int:
        return len(self._array) + len(self._waiting)

    def add(self, *numbers: int) -> None:
        self._waiting += numbers

    def array(self) -> Numbers:
        if self._waiting:
            self._array = np.concatenate([self._array, np.array(self._waiting, np.int64)])
            self._waiting = []
        return self._array


class Rows:
    """Rows of numbers, each of its own length."""

    def __init__(self) -> None:
        self._flat, self._ends = Grown(), Grown()
        self._ends.add(0)

    def add(self, row: Iterable[int]) -> None:
        self._flat.add(*row)
        self._ends.add(len(self._flat))

    def of(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The rows with these numbers one after another, and for each element the place in `numbers` it came from."""
        ends = self._ends.array()
        starts = ends.take(numbers)
        lengths = ends.take(numbers + 1) - starts
        origin = np.repeat(np.arange(len(numbers)), lengths)
        at = np.arange(len(origin)) + (starts - np.cumsum(lengths) + lengths).take(origin)
        return self._flat.array().take(at), origin
