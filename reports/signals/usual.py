"""What each series usually has, and how much it varies, seen from one day.

The mean of up to eight weeks, adjusted for weekdays, holidays and for how much was written that day at all; past
outbreaks are weighed down by their residuals (Farrington 1996, Noufaily 2013). The variance is mean + spread x mean²
(negative binomial); a series' own spread is drawn to the one of all series, for eight weeks alone say little of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.signals.calendar import quiet
from reports.signals.series import Counts, History

BASELINE, GAP = 56, 2
"""Days of history, and between it and the tested day."""
SPANS = (1, 2, 3)
"""Days that are summed up and tested together."""
READ = 0.25
"""Of a good day's posts, below which a day was not read."""
ENOUGH, FEWEST_FOR_LEVEL = 6, 1.0
"""Series with so many posts a day, without which a day's level says nothing."""
_PRIOR_DAYS, _LEVEL_POSTS, _OUTLIER, _LEAST_SPREAD = 5.0, 20.0, 2.58, 0.02


@dataclass(frozen=True, slots=True)
class Usual:
    mean: Counts
    """Posts a day of factor 1, by series."""
    spread: Counts
    exposure: Counts
    """Days of factor 1 that the mean rests on."""
    factors: Counts
    """By day of the history; those of other days than the baseline's and the last three hold no day's level."""

    def expected(self, columns: slice) -> tuple[Counts, Counts]:
        """Mean and variance of the posts of these days together, with the uncertainty of a short history."""
        of_days = self.factors[columns]
        whole = float(of_days.sum())
        mean = self.mean * whole
        unsure = self.mean * whole**2 / self.exposure * (1 + self.spread * self.mean)
        return mean, mean + self.spread * self.mean**2 * float((of_days**2).sum()) + unsure


def usual(found: History, factors: Counts, out: NDArray[np.bool_], known: list[int], column: int) -> Usual:
    """As it looks on day `column`; `out`: days that were alarms; `known`: days of the history, see `collected`."""
    learned = learned_from(found, known)
    mean, spread, _ = _fitted(found.counts[:, learned], factors[learned], ~out[:, learned])
    looked_at = [*learned, *range(max(0, column - SPANS[-1] + 1), column + 1)]
    of_day = factors.copy()
    of_day[looked_at] *= _levels(found.counts[:, looked_at], mean, spread, factors[looked_at])
    return Usual(*_fitted(found.counts[:, learned], of_day[learned], ~out[:, learned]), of_day)


def learned_from(found: History, known: list[int]) -> list[int]:
    """Holidays teach nothing, unless there is nothing else."""
    days = found.days
    return [place for place in known if not quiet(days[place])] or known


def collected(total: Counts, column: int) -> list[int]:
    """Days of the history on which sources were read. Before the first crawl a few old posts stand about, and a crawler
    that lay still for a week leaves a hole: neither is a quiet time."""
    places = range(max(0, column - BASELINE), max(0, column - GAP))
    seen = [float(total[place]) for place in places if total[place]]
    if not seen:
        return []
    least = READ * float(np.quantile(seen, 0.75))
    return [place for place in places if total[place] >= least]


def day_factors(found: History) -> Counts:
    """How much is written on each weekday against the average, from all posts together, drawn to 1 by a short history;
    a holiday is like a Sunday."""
    days = found.days
    learned = [place for place in collected(found.total, len(days) + GAP) if not quiet(days[place])]
    mean = float(found.total[learned].mean()) if learned else 0.0
    factors = np.ones(7)
    for weekday in range(7):
        of_day = [found.total[place] for place in learned if days[place].weekday() == weekday]
        if mean:
            factors[weekday] = (sum(of_day) / mean + _PRIOR_DAYS) / (len(of_day) + _PRIOR_DAYS)
    return np.array([factors[6 if quiet(day) else day.weekday()] for day in days])


def _levels(counts: Counts, mean: Counts, spread: Counts, factors: Counts) -> Counts:
    """How much more or less of everything each day brought: each series counts up to two standard deviations, so that
    no single wave moves it. Without it, twenty sources that were switched on yesterday would raise twenty alarms."""
    levels = np.ones(factors.size)
    if np.count_nonzero(mean >= FEWEST_FOR_LEVEL) < ENOUGH:
        return levels
    whole = mean.sum() * factors
    for _ in range(3):
        expected = mean[:, None] * factors * levels
        far = 2 * np.sqrt(expected + spread[:, None] * expected**2)
        levels = (np.clip(counts, expected - far, expected + far).sum(axis=0) + _LEVEL_POSTS) / (whole + _LEVEL_POSTS)
    return levels


def _fitted(counts: Counts, factors: Counts, usable: NDArray[np.bool_]) -> tuple[Counts, Counts, Counts]:
    """Mean, spread and exposure of each series."""
    weights = usable.astype(float)
    for _ in range(2):
        exposure = (weights * factors).sum(axis=1) + 1.0
        mean = ((weights * counts).sum(axis=1) + 0.5) / exposure
        fitted = mean[:, None] * factors
        spread = _spread(counts, fitted, weights)
        residual = 1.5 * (counts ** (2 / 3) - fitted ** (2 / 3))
        residual /= fitted ** (1 / 6) * np.sqrt(1 + spread[:, None] * fitted)
        weights = usable * np.where(residual > _OUTLIER, np.maximum(residual, _OUTLIER) ** -2.0, 1.0)
    return mean, spread, exposure


def _spread(counts: Counts, fitted: Counts, weights: Counts) -> Counts:
    """By moments, weighed by what a day tells of it; half of its weight an average series gets from all together."""
    beyond, square = weights * ((counts - fitted) ** 2 - fitted), fitted**2
    common = max(0.0, float(beyond.sum()) / max(1e-9, float((weights * square).sum())))
    telling = (fitted / (fitted + common * square)) ** 2
    own, weight = (beyond * telling).sum(axis=1), (weights * square * telling).sum(axis=1)
    whole = max(_LEAST_SPREAD, float(own.sum()) / max(1e-9, float(weight.sum())))
    half = float(weight.mean())
    return np.asarray(np.maximum((own + half * whole) / np.maximum(1e-9, weight + half), whole / 2))
