"""How often a source usually publishes, by its own past, and whether its last day fits.

Days are windows of 24 hours that end now, not calendar days: a source that has died is noticed a day after its last
item at the latest, and each window is compared only with those of the same hours and of like days of the week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from statistics import mean, median
from typing import Literal

WINDOWS = 57
"""The last day and eight weeks before it."""
LONG_SILENCE = 14
"""Days after which silence is worth a look where the past is too short to say what is usual."""
_SAME_WEEKDAY = 4
_LIKE_DAYS = 5
_MANY_LIKE_DAYS = 20
_PUBLISHING_DAYS = 4
_WORKING = frozenset({1, 2, 3, 4})
"""Tuesday to Friday: windows that end there lie wholly in the working week, whatever the hour."""

Unusual = Literal["", "silent", "few", "many"]


@dataclass(frozen=True, slots=True)
class Rhythm:
    last_day: int
    """Items of the last 24 hours."""
    silent_days: int
    """Whole days without an item up to now."""
    interval_days: float | None
    """Days between two days with items; None where the past shows fewer than two of them."""
    longest_silence: int | None
    """Most days in a row without an item in the past."""
    usual: float | None
    """Median of the like days; None where there are too few of them to say."""
    low: int | None
    high: int | None
    compared: int
    """Number of like days."""
    unusual: Unusual

    @property
    def late(self) -> bool:
        """Nothing new for longer than its interval."""
        return self.silent_days > max(1, ceil(self.interval_days or LONG_SILENCE))


def rhythm(counts: Sequence[int], weekday: int) -> Rhythm:
    """`counts[k]`: items of the 24 hours that ended k days ago, back to the first item; `weekday`: today, Monday is 0.

    The present silence is no part of the past that it is compared with, nor is the oldest window: it is cut off.
    """
    silent = next((at for at, items in enumerate(counts) if items), len(counts))
    past = range(max(1, silent), max(0, len(counts) - 1))
    busy = [at for at in past if counts[at]]
    gaps = [later - sooner - 1 for sooner, later in pairwise(busy)]
    like = [counts[at] for at in _like(past, weekday)]
    found = Rhythm(
        last_day=counts[0] if counts else 0,
        silent_days=silent,
        interval_days=(busy[-1] - busy[0]) / (len(busy) - 1) if len(busy) > 1 else None,
        longest_silence=max(gaps, default=None),
        usual=median(like) if like else None,
        low=min(like, default=None),
        high=max(like, default=None),
        compared=len(like),
        unusual="",
    )
    return replace(found, unusual=_unusual(found, like, len(busy)))


def _like(past: range, weekday: int) -> list[int]:
    """Windows to compare the last one with: of the working week, or of the same weekday; none where they are few."""
    if weekday in _WORKING:
        working = [at for at in past if (weekday - at) % 7 in _WORKING]
        if len(working) >= _LIKE_DAYS:
            return working
    same = [at for at in past if at % 7 == 0]
    return same if len(same) >= _SAME_WEEKDAY else []


def _unusual(found: Rhythm, like: Sequence[int], busy: int) -> Unusual:
    if found.silent_days:
        return "silent" if _too_silent(found, like, busy) else ""
    if found.usual is None or found.low is None or found.high is None:
        return ""
    if found.usual >= 6 and found.last_day < found.low and found.last_day * 3 <= found.usual:
        return "few"
    if found.last_day > 2 * found.high and found.last_day >= found.usual + 10:
        return "many"
    return ""


def _too_silent(found: Rhythm, like: Sequence[int], busy: int) -> bool:
    """A day that never was empty is; or the silence is clearly longer than any before; or long, with little past."""
    never_empty = bool(like) and min(like) > 0 and (len(like) >= _MANY_LIKE_DAYS or mean(like) >= 3)
    if never_empty:
        return True
    if busy < _PUBLISHING_DAYS or found.longest_silence is None:
        return found.silent_days >= LONG_SILENCE
    return found.silent_days > max(found.longest_silence + 1, 1.5 * found.longest_silence)
