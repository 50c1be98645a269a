"""Which words of a text carried a label: their features' values times the label's weights, as spans of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from domain.prediction import Evidence
from models.align import NOWHERE, Span, spans
from models.occurrences import Occurrences
from models.space import Floats, Matrix
from models.tasks import Doubles, Ints

MOST = 3
"""Spans shown for one label."""
SHARE = 0.25
"""A span that carries less than this part of the strongest one is left out."""
GAP = 1
"""Words without weight of their own that may stand inside a span."""
LIGHTEST = 1e-6
Stretch = tuple[int, int, float]
"""First word, last word, weight."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A label to explain, and the weight of every feature for it."""

    label: str
    weights: Floats


@dataclass(frozen=True, slots=True)
class Carrier:
    """How one post's features stand in its words."""

    columns: Ints
    shares: Floats
    """By feature: its value in the post's row, divided among its occurrences."""
    features: Ints
    words: Ints
    """By occurrence in the text: which of the features it is, and the word that it came from."""


def carriers(found: Occurrences, rows: Matrix) -> Iterator[Carrier]:
    """One for each post of a batch; `rows` are its rows of the space."""
    shares = (rows.data / found.counts).astype(np.float32)
    inside = found.words >= 0
    cells, words = found.cells[inside], found.words[inside]
    ends = np.searchsorted(cells, found.starts).tolist()
    for at, (start, end) in enumerate(pairwise(found.starts.tolist())):
        here = slice(ends[at], ends[at + 1])
        yield Carrier(found.columns[start:end], shares[start:end], cells[here] - start, words[here])


def explain(text: str, words: Sequence[str], carrier: Carrier, asked: Sequence[Asked]) -> tuple[Evidence, ...]:
    """Evidence for the labels asked for, label by label, heaviest first."""
    if not asked or not len(carrier.words):
        return ()
    where = spans(text, words)
    carried = np.array([_carried(carrier, one.weights, len(words)) for one in asked])
    strong = _strong(carried, np.array([start >= 0 for start, _ in where])).tolist()
    return tuple(
        evidence
        for one, weights, chosen in zip(asked, carried.tolist(), strong, strict=True)
        for evidence in _heaviest(text, where, _stretches(weights, chosen, where), one.label)
    )


def _carried(carrier: Carrier, weights: Floats, words: int) -> Doubles:
    """What each word adds to a label's score."""
    parts = carrier.shares * weights.take(carrier.columns)
    return np.bincount(carrier.words, parts.take(carrier.features), words).astype(np.float64, copy=False)


def _strong(carried: Doubles, known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """For each label (a row) the words that stand in the text and speak for it more than the mean one does."""
    speaking = np.where(known & (carried > 0), carried, 0.0)
    mean = speaking.sum(axis=1) / np.maximum(np.count_nonzero(speaking, axis=1), 1)
    strong = speaking > np.maximum(mean, LIGHTEST)[:, None]
    # Where all weigh the same, or hardly anything, none is above the mean: then the heaviest stand for all.
    most = np.where(strong.any(axis=1), np.inf, speaking.max(axis=1))
    chosen: npt.NDArray[np.bool_] = strong | ((speaking > 0) & (speaking >= most[:, None]))
    return chosen


def _stretches(carried: Sequence[float], strong: Sequence[bool], where: Sequence[Span]) -> Iterator[Stretch]:
    """Runs of strong words, over a gap of one word that stands in the text too."""
    first = last = -1
    for at, is_strong in enumerate(strong):
        if not is_strong:
            continue
        if first >= 0 and (at - last > GAP + 1 or any(where[between] == NOWHERE for between in range(last + 1, at))):
            yield first, last, sum(carried[first : last + 1])
            first = at
        elif first < 0:
            first = at
        last = at
    if first >= 0:
        yield first, last, sum(carried[first : last + 1])


def _heaviest(text: str, where: Sequence[Span], stretches: Iterable[Stretch], label: str) -> Iterator[Evidence]:
    weights: dict[Span, float] = {}
    for first, last, weight in stretches:
        covered = where[first : last + 1]
        span = min(start for start, _ in covered), max(end for _, end in covered)
        weights[span] = max(weight, weights.get(span, 0.0))
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    for (start, end), weight in ranked:
        if weight >= SHARE * ranked[0][1]:
            yield Evidence(label, start, end, text[start:end], round(weight, 4))
