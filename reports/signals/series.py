"""Daily counts of everything that is watched, as one matrix: a row a series, a column a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from domain.times import Window
from reports.facts import Fact
from reports.values import Dimension, Key

Counts: TypeAlias = NDArray[np.float64]
DIMENSIONS: tuple[Dimension, ...] = ("topic", "province", "target", "kind")


@dataclass(frozen=True, slots=True)
class History:
    """`counts[i, j]`: posts of `keys[i]` on day `first + j`; `total[j]`: all relevant posts of that day."""

    first: date
    keys: tuple[Key, ...]
    counts: Counts
    total: Counts

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=offset) for offset in range(self.total.size)]

    def column(self, day: date) -> int:
        return (day - self.first).days


def history(window: Window, rows: Iterable[tuple[date, str, str, int]], totals: Mapping[date, int]) -> History:
    """From rows of (day, dimension, name, posts); days without a row are days without a post."""
    known = [row for row in rows if window.first <= row[0] <= window.last]
    keys = tuple(
        Key(dimension, name)
        for dimension in DIMENSIONS
        for name in sorted({row[2] for row in known if row[1] == dimension})
    )
    place = {(key.dimension, key.name): number for number, key in enumerate(keys)}
    counts = np.zeros((len(keys), window.days))
    for day, dimension, name, posts in known:
        counts[place[dimension, name], (day - window.first).days] += posts  # type: ignore[index]
    total = np.zeros(window.days)
    for day, posts in totals.items():
        if window.first <= day <= window.last:
            total[(day - window.first).days] = posts
    return History(window.first, keys, counts, total)


def rows_of(facts: Sequence[Fact]) -> list[tuple[date, str, str, int]]:
    """The same rows from the posts of a report, in which staff's corrections count."""
    return [(fact.day, dimension, name, 1) for fact in facts for dimension, name in keys_of(fact)]


def keys_of(fact: Fact) -> list[tuple[Dimension, str]]:
    found: list[tuple[Dimension, str]] = [("topic", slug) for slug in fact.topics]
    found += [("province", code) for code, _ in fact.places]
    found += [("target", str(target)) for target in fact.targets]
    return [*found, ("kind", str(fact.kind))]
