"""Daily counts of everything that is watched, as one matrix: a row a series, a column a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from domain.post import PostKind
from domain.prediction import Target
from domain.times import Window
from reports.columns import KINDS, Flags, Ints, Posts
from reports.values import Dimension, Key

Counts: TypeAlias = NDArray[np.float64]
DIMENSIONS: tuple[Dimension, ...] = ("topic", "province", "target", "kind")
AT = "@"
"""Between topic and province in the name of a pair."""


def local_key(topic: str, province: str) -> Key:
    return Key("local", f"{topic}{AT}{province}")


def parts(name: str) -> tuple[str, str]:
    """Topic and province of a pair."""
    topic, _, province = name.partition(AT)
    return topic, province


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


def history(
    window: Window,
    rows: Iterable[tuple[date, str, str, int]],
    totals: Mapping[date, int],
    dimensions: Sequence[Dimension] = DIMENSIONS,
) -> History:
    """From rows of (day, dimension, name, posts); days without a row are days without a post."""
    known = [row for row in rows if window.first <= row[0] <= window.last and row[1] in dimensions]
    keys = tuple(
        Key(dimension, name)
        for dimension in dimensions
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


def rows_of(posts: Posts, window: Window) -> list[tuple[date, str, str, int]]:
    """The same rows from the posts of a report, in which staff's corrections count."""
    words = posts.words
    found = [
        *_rows(posts, window, "topic", posts.topics, [topics.slugs for topics in words.topics]),
        *_rows(posts, window, "province", posts.places, [[code for code, _ in places] for places in words.places]),
        *_rows(posts, window, "target", posts.targets, [list(map(str, targets)) for targets in words.targets]),
        *_rows(posts, window, "kind", posts.kind, [[str(kind)] for kind in KINDS]),
    ]
    return [(window.first + timedelta(days=offset), *key, number) for key, offset, number in found]


def local_rows_of(posts: Posts, window: Window) -> list[tuple[date, str, str, int]]:
    """The same of topics in provinces."""
    words = posts.words
    width = max(1, len(words.places))
    both, column = np.unique(posts.topics * width + posts.places, return_inverse=True)
    names = [
        [f"{slug}{AT}{code}" for slug in words.topics[pair // width].slugs for code, _ in words.places[pair % width]]
        for pair in both.tolist()
    ]
    found = _rows(posts, window, "local", column.astype(np.int64), names)
    return [(window.first + timedelta(days=offset), *key, number) for key, offset, number in found]


def _rows(
    posts: Posts, window: Window, dimension: Dimension, column: Ints, names: Sequence[Iterable[str]]
) -> list[tuple[tuple[str, str], int, int]]:
    day, size = posts.day - window.first.toordinal(), len(names) * window.days
    cells = np.bincount(column * window.days + day, minlength=size).reshape(len(names), window.days)
    sums: dict[str, Ints] = {}
    for row, each in zip(cells, names, strict=True):
        for name in each:
            sums[name] = sums.get(name, 0) + row
    return [
        ((dimension, name), int(offset), int(row[offset]))
        for name, row in sums.items()
        for offset in np.flatnonzero(row)
    ]


def having(posts: Posts, key: Key) -> Flags:
    """Which of the posts count for the series."""
    match key.dimension:
        case "topic":
            return posts.of_topic(key.name)
        case "province":
            return posts.of_place(key.name)
        case "target":
            return posts.speaking_of(Target(key.name))
        case "kind":
            return posts.of_kind(PostKind(key.name))
        case "local":
            topic, province = parts(key.name)
            return posts.of_topic(topic) & posts.of_place(province)
