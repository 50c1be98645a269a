"""Which words of a text carried a label: their features' values times the label's weights, as spans of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.prediction import Evidence
from models.align import Span, spans
from models.space import Occurrences, Row
from models.tasks import Doubles

MOST = 3
"""Spans shown for one label."""
SHARE = 0.25
"""A span that carries less than this part of the strongest one is left out."""
GAP = 1
"""Words without weight of their own that may stand inside a span."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A label to explain, and the weight of every feature for it."""

    label: str
    weights: npt.NDArray[np.float32]


def explain(
    text: str, words: Sequence[str], found: Occurrences, row: Row, asked: Sequence[Asked]
) -> tuple[Evidence, ...]:
    """Evidence for the labels asked for, label by label, heaviest first. `row` is the post's row of the space."""
    inside = found.words >= 0
    if not asked or not inside.any():
        return ()
    columns, at = found.columns[inside], found.words[inside]
    place = np.searchsorted(row.columns, columns)
    counts = np.bincount(np.searchsorted(row.columns, found.columns), minlength=len(row.columns))
    share = row.values[place] / counts[place]
    where = spans(text, words)
    given: list[Evidence] = []
    for one in asked:
        weights = (share * one.weights[columns]).astype(np.float64)
        carried: Doubles = np.bincount(at, weights=weights, minlength=len(words)).astype(np.float64)
        given += _strongest(text, where, carried, one.label)
    return tuple(given)


def _strongest(text: str, where: Sequence[Span], carried: Doubles, label: str) -> list[Evidence]:
    heaviest: dict[Span, float] = {}
    for first, last, weight in _stretches(carried, where):
        span = min(where[at][0] for at in range(first, last + 1)), max(where[at][1] for at in range(first, last + 1))
        heaviest[span] = max(weight, heaviest.get(span, 0.0))
    ranked = sorted(heaviest.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return [
        Evidence(label, start, end, text[start:end], round(weight, 4))
        for (start, end), weight in ranked
        if weight >= SHARE * ranked[0][1]
    ]


def _stretches(carried: Doubles, where: Sequence[Span]) -> list[tuple[int, int, float]]:
    """Runs (first word, last word, weight) of words that speak for the label more than the mean one does."""
    known = np.array([start >= 0 for start, _ in where])
    speaking = carried[known & (carried > 0)]
    if not len(speaking):
        return []
    strong = known & (carried > max(float(speaking.mean()), 1e-6))
    if not strong.any():
        strong = known & (carried >= float(speaking.max()))
    runs: list[list[int]] = []
    for at in np.flatnonzero(strong):
        if runs and at - runs[-1][1] <= GAP + 1 and known[runs[-1][1] : at].all():
            runs[-1][1] = int(at)
        else:
            runs.append([int(at), int(at)])
    return [(first, last, float(carried[first : last + 1].sum())) for first, last in runs]
