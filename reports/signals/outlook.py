"""How much may be written of a topic in the next seven days, told only where looking back proves it better than the
plainest forecast.

A topic's weekly counts are smoothed exponentially on the scale of square roots, on which counts vary alike whether
they are few or many. The plainest forecast is the seasonal-naive one: next week as this week. Both are tried on every
past week that has enough weeks before it. The interval is made of the errors that came of it; whether such intervals
hold is counted only on weeks that came after the ones that made them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from scipy.special import stdtrit

from reports.signals.calendar import quiet
from reports.values import Outlook

WEEKS = 26
"""Looked back on."""
LEAST, TRIED, BEFORE_INTERVAL = 6, 10, 6
"""Weeks before the first trial, trials without which nothing is told, and those that the first interval is made of: on
the weeks after it intervals are measured."""
WEIGHT = 0.35
"""Of the newest week; fixed, for choosing it by the same weeks would flatter the trial."""
BETTER = 0.9
"""Of the plainest forecast's error, which has to be undercut."""
FEWEST = 5.0
"""Posts a week below which a forecast says nothing."""
HOLDS = 0.8
"""Of the weeks that come, what an interval should hold; Student's distribution, for its width comes of few errors."""
RESTING = 3
"""Days of rest in a week, from which it is no week like others."""
MOST = 5


def outlooks(weekly: Mapping[str, Sequence[int]], last: date) -> tuple[Outlook, ...]:
    """By topic its counts of the weeks that end with `last`, the oldest first; the most posts first."""
    if resting(last + timedelta(days=1)):
        return ()
    usual = [not resting(last - timedelta(days=7 * ago + 6)) for ago in range(WEEKS - 1, -1, -1)]
    made = [
        found
        for topic, counts in weekly.items()
        if (
            found := outlook(
                topic, [count for count, kept in zip(counts, usual[WEEKS - len(counts) :], strict=True) if kept]
            )
        )
    ]
    return tuple(sorted(made, key=lambda item: (-item.expected, item.topic))[:MOST])


def resting(first: date) -> bool:
    """Whether the seven days from `first` hold Tết, or as many holidays."""
    return sum(quiet(first + timedelta(days=day)) for day in range(7)) >= RESTING


def outlook(topic: str, counts: Sequence[int]) -> Outlook | None:
    """None where the trial is too short, does not beat the plainest forecast, or the topic is hardly spoken of."""
    roots = [math.sqrt(count) for count in counts]
    trials = range(LEAST, len(counts))
    if len(trials) < TRIED:
        return None
    errors = [roots[week] - smoothed(roots[:week]) for week in trials]
    later = range(BEFORE_INTERVAL, len(errors))
    ours = _mean([abs(counts[week] - smoothed(roots[:week]) ** 2) for week in trials])
    plain = _mean([abs(counts[week] - counts[week - 1]) for week in trials])
    wide, level = _wide(errors), smoothed(roots)
    if ours > BETTER * plain or level**2 < FEWEST or level <= wide:
        return None  # an interval that begins at nothing tells nothing
    return Outlook(
        topic=topic,
        now=counts[-1],
        expected=round(level**2),
        low=math.floor(max(0.0, level - wide) ** 2),
        high=math.ceil((level + wide) ** 2),
        weeks=len(trials),
        error=round(ours, 1),
        plain_error=round(plain, 1),
        inside=sum(abs(errors[week]) <= _wide(errors[:week]) for week in later),
        later=len(later),
    )


def _wide(errors: Sequence[float]) -> float:
    """Half of an interval, on the scale of roots."""
    return float(stdtrit(len(errors), 0.5 + HOLDS / 2)) * math.sqrt(_mean([error**2 for error in errors]))


def smoothed(roots: Sequence[float]) -> float:
    level = roots[0]
    for value in roots[1:]:
        level += WEIGHT * (value - level)
    return level


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
