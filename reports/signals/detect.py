"""Observed against expected, day by day, by the method of public-health surveillance.

After Farrington (1996) and Noufaily (2013): the mean of up to eight weeks, adjusted for weekdays and holidays, past
outbreaks weighed down; an upper bound from a negative binomial with the overdispersion of the series and with the
uncertainty of a short history. Two days are left between the history and the tested day, as in EARS C2, and the sums
of two and three days are tested beside the day itself, as in EARS C3, so that slow waves are seen too. The threshold
follows from how many false alarms a day may bring over all series together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc

from reports.signals.calendar import quiet
from reports.signals.series import Counts, History
from reports.values import Key

BASELINE, GAP, SHORTEST = 56, 2, 10
"""Days of history, between it and the tested day, and without which there is no verdict."""
SPANS = (1, 2, 3)
FALSE_ALARMS = 0.5
"""Expected a day over all series together, were nothing to happen."""
FEWEST, FACTOR = 5, 1.5
"""Posts, and times the expected, below which nobody has to be told."""
FORGET = 14
"""Days for which an alarm keeps its day out of the history: after that the new level is the usual one."""
READ = 0.25
"""Of a good day's posts, below which a day was not read."""
WEEK, FEWEST_FOR_GROWTH, SERIES_FOR_GROWTH, MOST_GROWTH = 7, 3.0, 6, 4.0
_PRIOR_DAYS, _USUAL_DISPERSION, _OUTLIER = 5.0, 1.3, 2.58


@dataclass(frozen=True, slots=True)
class Alarm:
    key: Key
    day: date
    span: int
    """Days that were summed up, the last of them `day`."""
    observed: int
    expected: float
    bound: int
    """The most posts that still pass as usual."""
    p: float


@dataclass(frozen=True, slots=True)
class Level:
    """What was expected of each series on a day: for drawing."""

    day: date
    expected: Counts
    bound: Counts


def detect(found: History, first: date, last: date) -> tuple[list[Alarm], list[Level]]:
    """Alarms and levels from `first` to `last`, looking back from each day only."""
    factors = _day_factors(found)
    alarmed: NDArray[np.bool_] = np.zeros(found.counts.shape, dtype=bool)
    alarms: list[Alarm] = []
    levels: list[Level] = []
    for column in range(max(0, found.column(first)), min(found.total.size - 1, found.column(last)) + 1):
        known = _collected(found.total, column)
        if len(known) < SHORTEST or not found.keys:
            continue
        of_day, level = _test(found, factors, alarmed, known, column)
        for alarm in of_day:
            alarmed[found.keys.index(alarm.key), column] = True
        alarmed[:, : max(0, column - FORGET)] = False
        alarms += of_day
        levels.append(level)
    return alarms, levels


def _collected(total: Counts, column: int) -> list[int]:
    """Days of the history on which sources were read. Before the first crawl a few old posts stand about, and a crawler
    that lay still for a week leaves a hole: neither is a quiet time."""
    places = range(max(0, column - BASELINE), max(0, column - GAP))
    seen = [float(total[place]) for place in places if total[place]]
    if not seen:
        return []
    least = READ * float(np.quantile(seen, 0.75))
    return [place for place in places if total[place] >= least]


def _day_factors(found: History) -> Counts:
    """How much is written on each day against the average, from all posts together, drawn to 1 by a short history."""
    days = found.days
    usual = [place for place in _collected(found.total, len(days) + GAP) if not quiet(days[place])]
    mean = float(found.total[usual].mean()) if usual else 0.0
    factors = np.ones(7)
    for weekday in range(7):
        of_day = [found.total[place] for place in usual if days[place].weekday() == weekday]
        if mean:
            factors[weekday] = (sum(of_day) / mean + _PRIOR_DAYS) / (len(of_day) + _PRIOR_DAYS)
    return np.array([factors[6 if quiet(day) else day.weekday()] for day in days])


def _test(
    found: History, factors: Counts, alarmed: NDArray[np.bool_], known: list[int], column: int
) -> tuple[list[Alarm], Level]:
    days = found.days
    usual = [place for place in known if not quiet(days[place])] or known
    mean, dispersion, exposure = _baseline(found.counts[:, usual], factors[usual], ~alarmed[:, usual])
    mean = mean * _growth(found, mean, factors, column)
    threshold = FALSE_ALARMS / len(found.keys) / len(SPANS)
    best: dict[int, Alarm] = {}
    bounds = np.zeros(len(found.keys))
    for span in SPANS:
        columns = [place for place in range(column - span + 1, column + 1) if place >= 0]
        weight = float(factors[columns].sum())
        observed = found.counts[:, columns].sum(axis=1)
        expected = mean * weight
        variance = dispersion * (expected + mean * weight**2 / exposure)
        bound = _bound(expected, variance, threshold)
        bounds = bound if span == 1 else bounds
        p = _tail(observed, expected, variance)
        told = (p < threshold) & (observed >= FEWEST) & (observed >= FACTOR * expected) & (found.counts[:, column] > 0)
        for place in np.flatnonzero(told):
            alarm = Alarm(
                found.keys[place],
                days[column],
                span,
                int(observed[place]),
                float(expected[place]),
                int(bound[place]),
                float(p[place]),
            )
            if int(place) not in best or alarm.p < best[int(place)].p:
                best[int(place)] = alarm
    return list(best.values()), Level(days[column], mean * factors[column], bounds)


def _baseline(counts: Counts, factors: Counts, usable: NDArray[np.bool_]) -> tuple[Counts, Counts, Counts]:
    """Mean a day of factor 1, overdispersion, and how many such days it rests on, of each series."""
    weights = usable.astype(float)
    for _ in range(2):
        exposure = (weights * factors).sum(axis=1) + 1.0
        mean = ((weights * counts).sum(axis=1) + 0.5) / exposure
        fitted = mean[:, None] * factors
        squares = weights * (counts - fitted) ** 2 / fitted
        degrees = np.maximum(weights.sum(axis=1) - 1, 0) + _PRIOR_DAYS
        dispersion = np.maximum(1.0, (squares.sum(axis=1) + _PRIOR_DAYS * _USUAL_DISPERSION) / degrees)
        residual = 1.5 * (counts ** (2 / 3) - fitted ** (2 / 3)) / (fitted ** (1 / 6) * np.sqrt(dispersion)[:, None])
        weights = usable * np.where(residual > _OUTLIER, np.maximum(residual, _OUTLIER) ** -2.0, 1.0)
    return mean, dispersion, exposure


def _growth(found: History, mean: Counts, factors: Counts, column: int) -> float:
    """How much more of everything the last week brought: the median topic, which no single wave moves.

    Without it, twenty sources that were switched on yesterday would raise twenty alarms today.
    """
    week = slice(max(0, column - WEEK + 1), column + 1)
    expected = mean * factors[week].sum()
    usual = [
        place
        for place, key in enumerate(found.keys)
        if key.dimension == "topic" and expected[place] >= FEWEST_FOR_GROWTH
    ]
    if len(usual) < SERIES_FOR_GROWTH:
        return 1.0
    ratios = found.counts[usual, week].sum(axis=1) / expected[usual]
    return float(np.clip(np.median(ratios), 1.0, MOST_GROWTH))


def _tail(observed: Counts, expected: Counts, variance: Counts) -> Counts:
    """The chance of at least as many posts."""
    seen = np.maximum(observed, 1e-9)
    over = np.maximum(variance - expected, 1e-9)
    size, share = expected**2 / over, expected / variance
    negative_binomial = betainc(seen, size, np.clip(1 - share, 0, 1))
    return np.asarray(np.where(variance > expected * 1.001, negative_binomial, gammainc(seen, expected)))


def _bound(expected: Counts, variance: Counts, threshold: float) -> Counts:
    """The largest count whose tail is not yet below the threshold, by halving."""
    low, high = np.zeros_like(expected), expected + 12 * np.sqrt(variance) + 20
    for _ in range(30):
        middle = np.floor((low + high) / 2)
        usual = _tail(middle, expected, variance) >= threshold
        low, high = np.where(usual, middle, low), np.where(usual, high, middle)
    return low
