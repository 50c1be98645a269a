"""How well waves are found: precision, recall and delay over simulated histories, false alarms on quiet ones.

    python bench/signals.py [--histories 200] [--seed 20261121]

bench/signals_histories.py says what is simulated. The program's settings were chosen with seeds 1 to 9 and are tried
here with another. Half of the histories are quiet; in the others one wave begins in each week, in any series.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from signals_histories import KEYS, TESTED, TIMES, VARIES, WEEKLY, Planted, Simulated, simulate

from reports.signals.detect import A_DAY, FACTOR, FEWEST, Alarm, detect
from reports.signals.tail import tail
from reports.signals.usual import SPANS
from reports.signals.waves import grouped

AFTER, SOON = 2, 1
"""Days after a wave's end in which an alarm still belongs to it; days after its first that are within two days."""
SIZES = ((0, 0.5), (0.5, 1), (1, 3), (3, 8), (8, 1000))
DEFINITIONS = f"""
alarm      what is told anew: alarm days of one series with at most two days between them are one alarm
true       an alarm of the series with a planted wave, on a day of the wave or the {AFTER} days after it
precision  true alarms of all alarms in the {TESTED} tested days of the histories with waves, everywhere
recall     planted waves with a true alarm; in [] its 95 % interval
soon       planted waves with an alarm on their first or second day
delay      days from a wave's first day to its alarm, where there is one
limit      soon, for one who knew what is really expected: few posts cannot show a wave, whatever the method
sure       alarms that pass the false discovery rate on one of their days; all: those, and possible ones
"""


@dataclass(frozen=True, slots=True)
class Found:
    wave: Planted
    delay: int | None
    """None where it was missed."""
    limit: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    waves: tuple[Found, ...]
    true: int
    told: tuple[int, ...]
    """Alarms by day, counted on the day on which they begin."""


def judge(simulated: Simulated, alarms: Sequence[Alarm]) -> Outcome:
    planted = {KEYS[wave.place]: wave for wave in simulated.planted}
    first, true = dict[int, int](), 0
    told = [0] * TESTED
    for group in grouped(alarms):
        days = [simulated.history.column(alarm.day) for alarm in group]
        told[days[0] - simulated.begin] += 1
        wave = planted.get(group[0].key)
        own = [day - wave.begin for day in days if wave.begin <= day < wave.end + AFTER] if wave else []
        true += bool(own)
        if wave and own:
            first[wave.place] = min(own[0], first.get(wave.place, own[0]))
    waves = tuple(Found(wave, first.get(wave.place), could_be_seen(simulated, wave)) for wave in simulated.planted)
    return Outcome(waves, true, tuple(told))


def could_be_seen(simulated: Simulated, wave: Planted) -> bool:
    """With the same threshold on one of the first two days, had the true expectation been known."""
    for end in range(wave.begin + 1, wave.begin + SOON + 2):
        for span in SPANS:
            days = slice(end - span, end)
            expected = simulated.truth[wave.place, days].sum()
            variance = expected + (simulated.truth[wave.place, days] ** 2).sum() / VARIES
            seen = simulated.history.counts[wave.place, days].sum()
            p = tail(np.array([seen]), np.array([expected]), np.array([variance]))[0]
            if p < A_DAY / len(KEYS) / len(SPANS) and seen >= max(FEWEST, FACTOR * expected):
                return True
    return False


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--histories", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=20261121)
    given = arguments.parse_args()
    chance = np.random.default_rng(given.seed)
    began = time.perf_counter()
    every, sure = [], []
    for number in range(given.histories):
        simulated = simulate(chance, number)
        days = simulated.history.days
        alarms, _ = detect(simulated.history, days[simulated.begin], days[-1])
        every.append(judge(simulated, alarms))
        sure.append(judge(simulated, [alarm for alarm in alarms if alarm.sure]))
    print(f"{given.histories} histories of {len(KEYS)} series, {TESTED} days tested; seed {given.seed}; ", end="")
    print(f"waves of {TIMES:g} times the usual, {WEEKLY} a week; {time.perf_counter() - began:.0f} s")
    print(DEFINITIONS)
    for name, outcomes in (("all", every), ("sure", sure)):
        print(f"== {name}")
        tell(outcomes)
    return 0


def tell(outcomes: Sequence[Outcome]) -> None:
    still = list(chain.from_iterable(outcome.told for outcome in outcomes if not outcome.waves))
    busy = [outcome for outcome in outcomes if outcome.waves]
    told, true = sum(sum(outcome.told) for outcome in busy), sum(outcome.true for outcome in busy)
    waves = [found for outcome in busy for found in outcome.waves]
    false, recall = float(np.mean(still)), share(waves, lambda found: found.delay is not None)
    over = float(np.mean([count > A_DAY for count in still]))
    print(f"quiet days: {false:.2f} false alarms a day, {max(still)} on the worst, over {A_DAY} on {over:.1%} of them")
    print(f"weeks with a wave: {7 * told / TESTED / len(busy):.1f} alarms a week, precision {true / told:.2f}")
    print("precision by how many waves a week there are (recall and false alarms as measured): ", end="")
    print(", ".join(f"{n:g}: {n * recall / (n * recall + 7 * false):.2f}" for n in (0.25, 1, 3)))
    line("all levels", waves)
    for low, high in SIZES:
        line(f"{low:g} to {high:g} posts a day", [found for found in waves if low <= found.wave.rate < high])
    for dimension in ("topic", "province", "target", "kind"):
        of_it = [found for found in waves if KEYS[found.wave.place].dimension == dimension]
        line(f"{dimension}, from 1 post a day", [found for found in of_it if found.wave.rate >= 1])


def line(name: str, waves: Sequence[Found]) -> None:
    delays = [found.delay for found in waves if found.delay is not None]
    low, high = interval(len(delays), len(waves))
    soon, limit = share(waves, lambda found: found.delay in range(SOON + 1)), share(waves, lambda found: found.limit)
    delay = f"{np.mean(delays):.1f} days" if delays else "none"
    print(f"  {name:28} {len(waves):4} waves  recall {share(waves, lambda f: f.delay is not None):.2f} ", end="")
    print(f"[{low:.2f}-{high:.2f}]  soon {soon:.2f}  limit {limit:.2f}  delay {delay}")


def share(waves: Sequence[Found], passes: Callable[[Found], bool]) -> float:
    return sum(map(passes, waves)) / max(1, len(waves))


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, hits / of
    middle, wide = p + z * z / (2 * of), z * (p * (1 - p) / of + z * z / (4 * of * of)) ** 0.5
    return (middle - wide) / (1 + z * z / of), (middle + wide) / (1 + z * z / of)


if __name__ == "__main__":
    sys.exit(main())
