"""Observed against expected, day by day, by the method of public-health surveillance.

After Farrington (1996) and Noufaily (2013), see `usual`: an upper bound from a negative binomial, with the uncertainty
of a short history. Two days are left between the history and the tested day, as in EARS C2, and the sums of two and
three days are tested beside the day itself, as in EARS C3, so that slow waves are seen too.

There are two strengths. A *sure* alarm passes the false discovery rate of Benjamini and Hochberg (1995) over all series
of its day; a *possible* one passes the threshold that follows from how many a day staff can look at. Few posts cannot
show a wave quickly, whatever the method: bench/signals.py prints how the chance of finding one grows with the level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reports.signals.local import View, look, pairs
from reports.signals.series import Counts, History
from reports.signals.tail import bound, tail
from reports.signals.usual import SPANS, Usual, collected, day_factors, learned_from, usual
from reports.values import Key

SHORTEST = 10
"""Days of history without which there is no verdict."""
A_DAY = 3
"""Possible alarms a day: the most that are told, and what the threshold allows over all series together."""
DISCOVERIES = 0.05
"""Share of false ones among the sure alarms of a day."""
LOCAL = 1.0
"""Possible alarms a day that the threshold allows over all topics in all provinces; their counts are so small that far
fewer come."""
FEWEST, FACTOR = 5, 1.5
"""Posts, and times the expected, below which nobody has to be told."""
FORGET = 14
"""Days for which an alarm keeps its day out of the history: after that the new level is the usual one."""


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
    once_in: float
    """Days in which chance alone brings one like it somewhere among all series; the tests overlap, so rather more."""
    sure: bool


@dataclass(frozen=True, slots=True)
class Level:
    """What was expected of each series on a day: for drawing."""

    day: date
    expected: Counts
    bound: Counts


def detect(found: History, first: date, last: date, local: History | None = None) -> tuple[list[Alarm], list[Level]]:
    """Alarms and levels from `first` to `last`, looking back from each day only. `local`: the same days of topics in
    provinces."""
    factors = day_factors(found)
    out: NDArray[np.bool_] = np.zeros(found.counts.shape, dtype=bool)
    places = local or History(found.first, (), np.zeros((0, found.total.size)), found.total)
    out_places: NDArray[np.bool_] = np.zeros(places.counts.shape, dtype=bool)
    alarms: list[Alarm] = []
    levels: list[Level] = []
    row = {key: (out, place) for place, key in enumerate(found.keys)}
    row |= {key: (out_places, place) for place, key in enumerate(places.keys)}
    for column in range(max(0, found.column(first)), min(found.total.size - 1, found.column(last)) + 1):
        known = collected(found.total, column)
        if len(known) < SHORTEST or not found.keys:
            continue
        seen = usual(found, factors, out, known, column)
        view = View(seen, out_places, learned_from(found, known), column)
        of_day = _told([*_raised(found, seen, column), *_local(found, places, view)])
        for alarm in of_day:
            if alarm.sure:
                days, place = row[alarm.key]
                days[place, column] = True
        for days in (out, out_places):
            days[:, : max(0, column - FORGET)] = False
        alarms += of_day
        expected, variance = seen.expected(slice(column, column + 1))
        levels.append(Level(found.days[column], expected, bound(expected, variance, _threshold(found))))
    return alarms, levels


def _local(found: History, places: History, view: View) -> list[Alarm]:
    """Of topics in provinces; there are so many that a sure one has to be rarer than any chance of that day."""
    looked = look(found, places, view)
    tests = max(1, len(SPANS) * pairs(found))
    most = bound(looked.expected, looked.variance, LOCAL / tests)
    return [
        Alarm(
            key=places.keys[place],
            day=found.days[view.column],
            span=SPANS[looked.span[each]],
            observed=int(looked.observed[each]),
            expected=float(looked.expected[each]),
            bound=int(most[each]),
            p=float(looked.p[each]),
            once_in=1 / max(1e-9, tests * float(looked.p[each])),
            sure=bool(tests * looked.p[each] < DISCOVERIES),
        )
        for each, place in enumerate(looked.places)
        if tests * looked.p[each] < LOCAL
    ]


def _threshold(found: History) -> float:
    return A_DAY / len(found.keys) / len(SPANS)


def _raised(found: History, seen: Usual, column: int) -> list[Alarm]:
    """Of each series that passes the threshold, the span that shows it most clearly."""
    spans = [slice(max(0, column - span + 1), column + 1) for span in SPANS]
    observed = np.array([found.counts[:, days].sum(axis=1) for days in spans])
    both = [seen.expected(days) for days in spans]
    expected, variance = np.array([mean for mean, _ in both]), np.array([varies for _, varies in both])
    worth = (observed >= FEWEST) & (observed >= FACTOR * expected) & (found.counts[:, column] > 0)
    p = np.where(worth, tail(observed, expected, variance), 1.0)
    best, places = p.argmin(axis=0), np.arange(len(found.keys))
    clearest = p[best, places]
    sure = _discovered(len(SPANS) * clearest)
    told = np.flatnonzero((clearest < _threshold(found)) | sure)
    most = bound(expected[best, places], variance[best, places], _threshold(found))
    return [
        Alarm(
            key=found.keys[place],
            day=found.days[column],
            span=SPANS[best[place]],
            observed=int(observed[best[place], place]),
            expected=float(expected[best[place], place]),
            bound=int(most[place]),
            p=float(clearest[place]),
            once_in=1 / max(1e-9, len(SPANS) * len(found.keys) * float(clearest[place])),
            sure=bool(sure[place]),
        )
        for place in told
    ]


def _discovered(p: Counts) -> NDArray[np.bool_]:
    """Which p values pass Benjamini and Hochberg's step-up rule."""
    order = np.sort(p)
    passed = np.flatnonzero(order <= DISCOVERIES * np.arange(1, p.size + 1) / p.size)
    return np.asarray(p <= order[passed[-1]] if passed.size else np.zeros(p.shape, dtype=bool))


def _told(raised: list[Alarm]) -> list[Alarm]:
    """All sure ones, and possible ones, the clearest first, as far as a person reads."""
    clearest = sorted(raised, key=lambda alarm: (not alarm.sure, -alarm.once_in))
    return [alarm for place, alarm in enumerate(clearest) if alarm.sure or place < A_DAY]
