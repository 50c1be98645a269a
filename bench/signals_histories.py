"""Simulated histories for bench/signals.py: as many series as the program watches, as irregular as real ones.

Levels of series are drawn from a wide distribution (half of them under 1.5 posts a day), weekdays matter, whole days
are rich or poor for everybody (by 13 %), and each count varies more than chance. In turn: eight weeks of past, three
weeks of past, a test over Tết (counts at a third), eight weeks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reports.signals.calendar import TET, quiet
from reports.signals.series import Counts, History
from reports.values import Key

TESTED, WEEKLY = 28, 1
"""Days that are tested, and planted waves that begin in each week of them."""
TIMES, SHORTEST, LONGEST = 3.0, 3, 7
"""A planted wave: times the usual, and its days."""
WEEKDAYS = (1.0, 1.05, 1.1, 1.05, 1.0, 0.6, 0.5)
AT_TET = 0.35
DAYS_VARY, VARIES = 60.0, 8.0
"""Of a count the variance is mean + mean squared / 8: half as much again as chance at four posts a day."""
KEYS = (
    *(Key("topic", f"topic-{number}") for number in range(24)),
    *(Key("province", f"{number:02d}") for number in range(34)),
    *(Key("target", f"target-{number}") for number in range(4)),
    *(Key("kind", f"kind-{number}") for number in range(5)),
)


@dataclass(frozen=True, slots=True)
class Planted:
    place: int
    """Of the series in `KEYS`."""
    begin: int
    end: int
    """Columns of its first day, and of the one after its last."""
    rate: float
    """Usual posts a day of the series."""


@dataclass(frozen=True, slots=True)
class Simulated:
    history: History
    truth: Counts
    """What is really expected, without the waves: no method knows it."""
    begin: int
    """Column of the first tested day."""
    planted: tuple[Planted, ...]


def simulate(chance: np.random.Generator, number: int) -> Simulated:
    """Every second history has waves; the others are quiet."""
    past = 21 if number % 8 // 2 == 1 else 56
    days = past + TESTED
    first = TET[3] - timedelta(days=past + 10) if number % 8 // 2 == 2 else date(2026, 6, 1)
    rates = np.exp(chance.normal(0.4, 1.1, len(KEYS)))
    of_day = [_share(first + timedelta(days=day)) for day in range(days)]
    truth = rates[:, None] * (of_day * chance.gamma(DAYS_VARY, 1 / DAYS_VARY, days))
    planted = _planted(chance, past, rates) if number % 2 else ()
    means = truth.copy()
    for wave in planted:
        means[wave.place, wave.begin : wave.end] *= TIMES
    counts = chance.negative_binomial(VARIES, VARIES / (VARIES + means)).astype(float)
    return Simulated(History(first, KEYS, counts, counts[:24].sum(axis=0)), truth, past, planted)


def _planted(chance: np.random.Generator, past: int, rates: Counts) -> tuple[Planted, ...]:
    weeks = [week for week in range(TESTED // 7) for _ in range(WEEKLY)]
    waves = []
    for week, place in zip(weeks, chance.choice(len(KEYS), len(weeks), replace=False), strict=True):
        begin = past + 7 * week + int(chance.integers(0, 5))
        end = min(begin + int(chance.integers(SHORTEST, LONGEST + 1)), past + TESTED)
        waves.append(Planted(int(place), begin, end, float(rates[place])))
    return tuple(waves)


def _share(day: date) -> float:
    return AT_TET if quiet(day) else WEEKDAYS[day.weekday()]
