"""How well waves are found: precision, recall and delay over simulated histories, false alarms on quiet ones.

    python bench/signals.py [--histories 200]

Each history has as many series as the program watches (24 topics, 34 provinces, 4 targets, 5 kinds), weekdays, counts
that vary more than chance, and 60 days. Half of the histories have one planted wave of three times the usual for five
days; the rest are quiet. Tết falls into every fourth.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from reports.signals.detect import detect
from reports.signals.series import History
from reports.signals.waves import grouped
from reports.values import Key

DAYS, BEGIN, LONG, TIMES = 60, 45, 5, 3.0
WEEKDAYS = (1.0, 1.05, 1.1, 1.05, 1.0, 0.6, 0.5)
KEYS = (
    *(Key("topic", f"topic-{number}") for number in range(24)),
    *(Key("province", f"{number:02d}") for number in range(34)),
    *(Key("target", f"target-{number}") for number in range(4)),
    *(Key("kind", f"kind-{number}") for number in range(5)),
)
VARIATION = 8.0
"""Variance is mean + mean squared / 8: half as much again as chance at four posts a day."""
SIZES = ((1, 3), (3, 8), (8, 1000))


@dataclass(frozen=True, slots=True)
class Outcome:
    rate: float
    """Usual posts a day of the series with the wave; 0 for a quiet history."""
    dimension: str
    delay: int | None
    """Days from the wave's first day to its alarm; None where it was missed."""
    false: int
    beside: int
    """False waves told while the planted one ran."""
    days: int


def history(chance: np.random.Generator, number: int) -> tuple[History, int | None, float]:
    first = date(2026, 12, 20) if number % 4 == 3 else date(2026, 6, 1)
    rates = np.exp(chance.normal(0.4, 1.1, len(KEYS)))
    weekdays = np.array([WEEKDAYS[(first + timedelta(days=day)).weekday()] for day in range(DAYS)])
    means = rates[:, None] * weekdays
    planted = None
    if number % 2:
        planted = int(chance.choice(np.flatnonzero(rates >= 1)))
        means[planted, BEGIN : BEGIN + LONG] *= TIMES
    counts = chance.negative_binomial(VARIATION, VARIATION / (VARIATION + means)).astype(float)
    return History(first, KEYS, counts, counts[:24].sum(axis=0)), planted, float(rates[planted]) if planted else 0.0


def judge(chance: np.random.Generator, number: int) -> Outcome:
    found, planted, rate = history(chance, number)
    alarms, levels = detect(found, found.days[30], found.days[-1])
    true, false, beside = [], 0, 0
    for wave in grouped(alarms):
        after = [(alarm.day - found.days[BEGIN]).days for alarm in wave]
        own = (
            [day for day in after if 0 <= day < LONG + 2]
            if planted is not None and wave[0].key == KEYS[planted]
            else []
        )
        true += own[:1]
        false += not own
        beside += not own and any(0 <= day < LONG + 2 for day in after)
    dimension = "" if planted is None else KEYS[planted].dimension
    return Outcome(rate, dimension, min(true, default=None), false, beside, len(levels))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--histories", type=int, default=200)
    histories = arguments.parse_args().histories
    chance = np.random.default_rng(20261120)
    began = time.perf_counter()
    outcomes = [judge(chance, number) for number in range(histories)]
    quiet = [outcome for outcome in outcomes if not outcome.rate]
    waves = [outcome for outcome in outcomes if outcome.rate]
    false = sum(outcome.false for outcome in quiet) / max(1, sum(outcome.days for outcome in quiet))
    hits = sum(outcome.delay is not None for outcome in waves)
    told = hits + sum(outcome.beside for outcome in waves)
    print(f"{histories} histories, {len(KEYS)} series, {DAYS} days; {time.perf_counter() - began:.1f} s")
    print(f"quiet histories: {false:.2f} false waves a day (allowed: 3)")
    print(f"precision {hits / max(1, told):.2f}: true ones of the waves told in the {LONG + 2} days of the planted one")
    for dimension in ("topic", "province", "target", "kind"):
        _tell(dimension, [outcome for outcome in waves if outcome.dimension == dimension])
    for low, high in SIZES:
        _tell(f"usual {low}-{high} posts a day", [outcome for outcome in waves if low <= outcome.rate < high])
    return 0


def _tell(name: str, some: list[Outcome]) -> None:
    found = [outcome.delay for outcome in some if outcome.delay is not None]
    share, early = len(found) / max(1, len(some)), sum(delay <= 1 for delay in found) / max(1, len(some))
    delay = f"{np.mean(found):.2f} days" if found else "none"
    print(f"{name}: {len(some)} waves, recall {share:.2f}, within two days {early:.2f}, mean delay {delay}")


if __name__ == "__main__":
    sys.exit(main())
