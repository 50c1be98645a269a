"""What watching topics in provinces adds: waves in one province, and waves everywhere, with and without it.

    python bench/signals_places.py [--histories 100] [--seed 20261121]

Posts are simulated by topic and province: each pair has its own liking (a factor that varies by half), each day its
own, and counts vary more than chance. A wave adds twice the topic's usual posts, so that the topic has three times the
usual: all of them in one province, or as the topic is spread. Six of ten posts name no province, there too: who raises
the topic in one province raises the posts that name none as well.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from signals_histories import TESTED, WEEKDAYS

from reports.signals.detect import A_DAY, Alarm, detect
from reports.signals.series import Counts, History, local_key, parts
from reports.signals.waves import PAUSE
from reports.values import Key

TOPICS, PROVINCES, PAST = 24, 34, 56
POSTS, NOWHERE = 60.0, 0.6
"""A day, on average, and the share of them that name no province."""
LIKING, DAYS_VARY, VARIES = 4.0, 60.0, 4.0
FIRST = date(2026, 6, 1)
TIMES, DAYS, AFTER = 3.0, 5, 2
SIZES = ((0.5, 1), (1, 3), (3, 8), (8, 1000))


@dataclass(frozen=True, slots=True)
class Wave:
    topic: int
    province: int
    """-1: everywhere."""
    begin: int
    rate: float
    """Usual posts a day of the topic."""


@dataclass(frozen=True, slots=True)
class World:
    series: History
    local: History
    waves: tuple[Wave, ...]


def simulate(chance: np.random.Generator, number: int) -> World:
    """Every second one is quiet; in the others one wave begins each week."""
    days = PAST + TESTED
    topics = chance.lognormal(0, 1, TOPICS)
    provinces = np.append((1 - NOWHERE) * _shares(chance.lognormal(0, 1, PROVINCES)), NOWHERE)
    rates = POSTS * np.outer(_shares(topics), provinces) * chance.gamma(LIKING, 1 / LIKING, (TOPICS, PROVINCES + 1))
    of_day = np.array([WEEKDAYS[(FIRST.weekday() + day) % 7] for day in range(days)])
    means = rates[:, :, None] * of_day * chance.gamma(DAYS_VARY, 1 / DAYS_VARY, days)
    waves = _planted(chance, rates) if number % 2 else ()
    added = np.zeros_like(means)
    for wave in waves:
        where = np.zeros(PROVINCES + 1)
        where[[wave.province, -1]] = 1 - NOWHERE, NOWHERE
        if wave.province < 0:
            where = rates[wave.topic] / rates[wave.topic].sum()
        span = slice(wave.begin, wave.begin + DAYS)
        added[wave.topic, :, span] += (TIMES - 1) * np.outer(where, means[wave.topic, :, span].sum(axis=0))
    means = means + added
    counts = chance.negative_binomial(VARIES, VARIES / (VARIES + np.maximum(means, 1e-9))).astype(float)
    return World(_series(counts), _pairs(counts), waves)


def _shares(values: Counts) -> Counts:
    return np.asarray(values / values.sum())


def _planted(chance: np.random.Generator, rates: Counts) -> tuple[Wave, ...]:
    topics = chance.choice(TOPICS, TESTED // 7, replace=False)
    weight = _shares(rates[:, :PROVINCES].sum(axis=0))
    return tuple(
        Wave(
            topic=int(topic),
            province=int(chance.choice(PROVINCES, p=weight)) if week % 2 else -1,
            begin=PAST + 7 * week + int(chance.integers(0, 3)),
            rate=float(rates[topic].sum()),
        )
        for week, topic in enumerate(topics)
    )


def _series(counts: Counts) -> History:
    keys = [Key("topic", f"t{topic}") for topic in range(TOPICS)]
    keys += [Key("province", f"{province:02d}") for province in range(PROVINCES)]
    rows = np.concatenate((counts.sum(axis=1), counts[:, :PROVINCES].sum(axis=0)))
    return History(FIRST, tuple(keys), rows, counts.sum(axis=(0, 1)))


def _pairs(counts: Counts) -> History:
    keys = tuple(local_key(f"t{topic}", f"{province:02d}") for topic in range(TOPICS) for province in range(PROVINCES))
    return History(FIRST, keys, counts[:, :PROVINCES].reshape(len(keys), -1), counts.sum(axis=(0, 1)))


def explains(alarm: Alarm, wave: Wave) -> bool:
    """The alarm names the wave's topic or province, and no other place than its own."""
    topic, province = f"t{wave.topic}", f"{wave.province:02d}"
    if alarm.key.dimension == "local":
        return parts(alarm.key.name)[0] == topic and (wave.province < 0 or parts(alarm.key.name)[1] == province)
    return alarm.key.name == (topic if alarm.key.dimension == "topic" else province)


@dataclass(frozen=True, slots=True)
class Outcome:
    delays: tuple[tuple[Wave, int | None], ...]
    false: tuple[int, ...]
    """By day, told anew."""


def judge(world: World, alarms: Sequence[Alarm]) -> Outcome:
    left, delays = list(alarms), list[tuple[Wave, int | None]]()
    for wave in world.waves:
        inside = range(wave.begin, wave.begin + DAYS + AFTER)
        own = [one for one in alarms if explains(one, wave) and world.series.column(one.day) in inside]
        delays.append((wave, min((world.series.column(one.day) - wave.begin for one in own), default=None)))
        left = [one for one in left if one not in own]
    days = {
        each: {world.series.column(one.day) for one in left if one.key == each} for each in {one.key for one in left}
    }
    new = [[day for day in told if not told & set(range(day - PAUSE - 1, day))] for told in days.values()]
    begun = list(chain.from_iterable(new))
    return Outcome(tuple(delays), tuple(begun.count(PAST + day) for day in range(TESTED)))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--histories", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=20261121)
    given = arguments.parse_args()
    chance = np.random.default_rng(given.seed)
    worlds = [simulate(chance, number) for number in range(given.histories)]
    first, last = worlds[0].series.days[PAST], worlds[0].series.days[-1]
    without = [detect(world.series, first, last)[0] for world in worlds]
    alarms = [detect(world.series, first, last, world.local)[0] for world in worlds]
    print(
        f"{given.histories} histories, {POSTS:g} posts a day, {TOPICS} topics, {PROVINCES} provinces; seed {given.seed}"
    )
    for title, found in (("without places", without), ("with places", alarms)):
        for level, chosen in (("all", False), ("sure", True)):
            told = [[one for one in each if one.sure or not chosen] for each in found]
            print(f"== {title}, {level}")
            tell([judge(world, each) for world, each in zip(worlds, told, strict=True)])
    return 0


def tell(outcomes: Sequence[Outcome]) -> None:
    still = list(chain.from_iterable(outcome.false for outcome in outcomes if not outcome.delays))
    busy = list(chain.from_iterable(outcome.delays for outcome in outcomes))
    false = sum(sum(outcome.false) for outcome in outcomes if outcome.delays)
    hits = sum(delay is not None for _, delay in busy)
    over = np.mean([count > A_DAY for count in still])
    print(f"quiet days: {np.mean(still):.2f} false alarms a day, {max(still)} on the worst, over {A_DAY} on {over:.1%}")
    print(f"precision with a wave a week {hits / max(1, hits + false):.2f}")
    for title, local in (("in one province", True), ("everywhere", False)):
        for low, high in SIZES:
            some = [delay for wave, delay in busy if (wave.province >= 0) == local and low <= wave.rate < high]
            if some:
                recall, soon = np.mean([one is not None for one in some]), np.mean([one in {0, 1} for one in some])
                size = f"topic of {low:g} to {high:g} a day"
                print(f"  {title}, {size}: {len(some):3} waves  recall {recall:.2f}  soon {soon:.2f}")


if __name__ == "__main__":
    sys.exit(main())
