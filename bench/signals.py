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
from signals_histories import KEYS, TESTED, TIMES, WEEKLY, Planted, Simulated, simulate
from signals_oracle import Raised, evidence, raised, threshold

from reports.signals.detect import A_DAY, Alarm, detect
from reports.signals.waves import PAUSE

AFTER, SOON = 2, 1
"""Days after a wave's end in which an alarm still belongs to it; days after its first that are within two days."""
SIZES = ((0, 0.5), (0.5, 1), (1, 3), (3, 8), (8, 1000))
DEFINITIONS = f"""
alarm      what is told anew: alarm days of one series with at most two days between them are one alarm
true       an alarm of the series with a planted wave, on a day of the wave or the {AFTER} days after it
precision  waves found, of these and all other alarms of the {TESTED} tested days; what is part of one wave counts once
recall     planted waves with a true alarm; in [] its 95 % interval
soon       planted waves with an alarm on their first or second day
delay      days from a wave's first day to its alarm, where there is one
oracle     an observer who knows what is really expected of each day, how counts vary and how large waves are, and tells
           as many false alarms a day (bench/signals_oracle.py): what the counts allow at all
sure       alarms that pass the false discovery rate on one of their days; all: those, and possible ones
"""


PLACE = {key: place for place, key in enumerate(KEYS)}


@dataclass(frozen=True, slots=True)
class Found:
    wave: Planted
    delay: int | None
    """None where it was missed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    waves: tuple[Found, ...]
    false: int
    told: tuple[int, ...]
    """Alarms by day, counted on the day on which they begin."""


def judge(simulated: Simulated, alarms: Raised) -> Outcome:
    new, false, waves = anew(alarms), anew(alarms), []
    for wave in simulated.planted:
        begin, end = wave.begin - simulated.begin, wave.end - simulated.begin + AFTER
        days = np.flatnonzero(alarms[wave.place, begin:end]).tolist()
        waves.append(Found(wave, days[0] if days else None))
        false[wave.place, begin:end] = False
    return Outcome(tuple(waves), int(false.sum()), tuple(new.sum(axis=0).tolist()))


def anew(alarms: Raised) -> Raised:
    """Where an alarm is told that none of the days before has told."""
    new = alarms.copy()
    for back in range(1, PAUSE + 2):
        new[:, back:] &= ~alarms[:, :-back]
    return new


def a_day(alarms: Raised) -> float:
    """False ones, where nothing is planted."""
    return float(anew(alarms).sum() / alarms.shape[1])


def marked(simulated: Simulated, alarms: Sequence[Alarm]) -> Raised:
    found = np.zeros((len(KEYS), TESTED), dtype=bool)
    for alarm in alarms:
        found[PLACE[alarm.key], simulated.history.column(alarm.day) - simulated.begin] = True
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--histories", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=20261121)
    given = arguments.parse_args()
    chance = np.random.default_rng(given.seed)
    began = time.perf_counter()
    histories = [simulate(chance, number) for number in range(given.histories)]
    found = [detected(simulated) for simulated in histories]
    known = [evidence(simulated) for simulated in histories]
    print(f"{given.histories} histories of {len(KEYS)} series, {TESTED} days tested; seed {given.seed}; ", end="")
    print(f"waves of {TIMES:g} times the usual, {WEEKLY} a week; {time.perf_counter() - began:.0f} s")
    print(DEFINITIONS)
    for name, ours in (("all", [every for every, _ in found]), ("sure", [sure for _, sure in found])):
        print(f"== {name}")
        still = [place for place, simulated in enumerate(histories) if not simulated.planted]
        false = float(np.mean([a_day(ours[place]) for place in still]))
        least = threshold([known[place] for place in still], false, a_day)
        tell(
            [judge(simulated, alarms) for simulated, alarms in zip(histories, ours, strict=True)],
            [judge(simulated, raised(one, least)) for simulated, one in zip(histories, known, strict=True)],
        )
    return 0


def detected(simulated: Simulated) -> tuple[Raised, Raised]:
    """All alarms, and the sure ones, by series and tested day."""
    days = simulated.history.days
    alarms, _ = detect(simulated.history, days[simulated.begin], days[-1])
    return marked(simulated, alarms), marked(simulated, [alarm for alarm in alarms if alarm.sure])


def tell(outcomes: Sequence[Outcome], oracle: Sequence[Outcome]) -> None:
    still = list(chain.from_iterable(outcome.told for outcome in outcomes if not outcome.waves))
    busy, waves, known = [outcome for outcome in outcomes if outcome.waves], waves_of(outcomes), waves_of(oracle)
    false, recall = float(np.mean(still)), share(waves, seen)
    over = float(np.mean([count > A_DAY for count in still]))
    print(f"quiet days: {false:.2f} false alarms a day, {max(still)} on the worst, over {A_DAY} on {over:.1%} of them")
    print(f"weeks with a wave: {7 * np.mean([outcome.told for outcome in busy]):.1f} alarms a week; ", end="")
    print(f"precision {precision(outcomes):.2f}, oracle {precision(oracle):.2f}")
    print("precision by how many waves a week there are (recall and false alarms as measured): ", end="")
    print(", ".join(f"{n:g}: {n * recall / (n * recall + 7 * false):.2f}" for n in (0.25, 1, 3)))
    line("all levels", waves, known, lambda _: True)
    line("from 1 post a day", waves, known, lambda wave: wave.rate >= 1)
    for low, high in SIZES:
        line(f"{low:g} to {high:g} posts a day", waves, known, lambda wave, a=low, b=high: a <= wave.rate < b)
    for dimension in ("topic", "province", "target", "kind"):
        name = f"{dimension}, from 1 post a day"
        line(name, waves, known, lambda wave, of=dimension: wave.rate >= 1 and KEYS[wave.place].dimension == of)


def waves_of(outcomes: Sequence[Outcome]) -> list[Found]:
    return [found for outcome in outcomes for found in outcome.waves]


def seen(found: Found) -> bool:
    return found.delay is not None


def within_two_days(found: Found) -> bool:
    return found.delay in range(SOON + 1)


def precision(outcomes: Sequence[Outcome]) -> float:
    hits = sum(map(seen, waves_of(outcomes)))
    return hits / max(1, hits + sum(outcome.false for outcome in outcomes if outcome.waves))


def line(name: str, ours: Sequence[Found], oracle: Sequence[Found], chosen: Callable[[Planted], bool]) -> None:
    waves, known = ([found for found in each if chosen(found.wave)] for each in (ours, oracle))
    delays = [found.delay for found in waves if found.delay is not None]
    low, high = interval(len(delays), len(waves))
    delay = f"{np.mean(delays):.1f} days" if delays else "none"
    print(f"  {name:28} {len(waves):4} waves  recall {share(waves, seen):.2f} [{low:.2f}-{high:.2f}], ", end="")
    print(f"oracle {share(known, seen):.2f}  soon {share(waves, within_two_days):.2f}, ", end="")
    print(f"oracle {share(known, within_two_days):.2f}  delay {delay}")


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
