"""Figures of quality, on arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def f1(truth: Bools, found: Bools) -> float:
    """2TP / (2TP + FP + FN) over all elements; 0 where there is nothing to find and nothing found."""
    both = int((truth & found).sum())
    total = int(truth.sum()) + int(found.sum())
    return 2 * both / total if total else 0.0


def precision(truth: Bools, found: Bools) -> float:
    return float(truth[found].mean()) if found.any() else 0.0


def recall(truth: Bools, found: Bools) -> float:
    return float(found[truth].mean()) if truth.any() else 0.0


def macro_f1(truth: Ints, found: Ints, count: int) -> float:
    """Mean F1 of the classes 0 … count-1 that `truth` has."""
    present = [f1(truth == value, found == value) for value in range(count) if (truth == value).any()]
    return float(np.mean(present)) if present else 0.0


def calibration_error(truth: Bools, probability: npt.NDArray[np.float64], bins: int = 10) -> float:
    """Expected calibration error: mean distance of stated and observed share over bins of equal width."""
    if len(truth) == 0:
        return 0.0
    place = np.minimum((probability * bins).astype(np.int64), bins - 1)
    stated = np.bincount(place, weights=probability, minlength=bins)
    seen = np.bincount(place, weights=truth.astype(np.float64), minlength=bins)
    return float(np.abs(stated - seen).sum() / len(truth))


def resamples(groups: Ints, *, rounds: int = 500, seed: int = 0) -> list[Ints]:
    """Bootstrap samples of indices; whole groups are drawn, for their posts are not independent."""
    _, place = np.unique(groups, return_inverse=True)
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(place))[:-1])
    random = np.random.Generator(np.random.PCG64(seed))
    return [
        np.concatenate([members[at] for at in random.integers(0, len(members), len(members))]) for _ in range(rounds)
    ]


def interval(figure: Callable[[Ints], float], draws: Sequence[Ints]) -> tuple[float, float]:
    """95 % bootstrap interval of `figure(indices)`."""
    low, high = np.percentile([figure(draw) for draw in draws], [2.5, 97.5])
    return float(low), float(high)
