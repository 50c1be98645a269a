"""How often a source usually publishes, by its own past, and whether its last day fits.

Days are windows of 24 hours that end now, not calendar days: a source that has died is noticed a day after the first
item that did not come, and each window is compared only with those of the same hours and of like days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Literal

from domain.silence import LONG_SILENCE, Past, is_too_long

WINDOWS = 64
"""The last day and nine weeks before it: eight times the same stretch of a week, however long the silence."""
_LIKE_DAYS = 4

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
    """Most days in a row without an item in the past, holidays not counted."""
    usual: float | None
    """Median of the like days; None where there are too few of them to say."""
    low: int | None
    high: int | None
    compared: int
    """Number of like days."""
    unusual: Unusual
    patience: int = LONG_SILENCE
    """Days of silence that its own file allows, for as long as its past does not say what is usual."""

    @property
    def late(self) -> bool:
        """Nothing new for longer than its interval."""
        return self.silent_days > max(1, ceil(self.interval_days or self.patience))


def rhythm(counts: Sequence[int], now: datetime, between: Sequence[int] = (), patience: int = LONG_SILENCE) -> Rhythm:
    """`counts[k]`: items of the 24 hours that ended k days ago, back to the first item; `now`: by the clock there.

    `between[k]`: those of the 24 hours that ended twelve hours before; without them no source counts as one that
    never rests.
    """
    past, earlier = Past(counts, now.date()), Past(between, (now - timedelta(hours=12)).date())
    busy, like = past.busy, list(past.like().values())
    if len(like) < _LIKE_DAYS:
        like = []
    found = Rhythm(
        last_day=counts[0] if counts else 0,
        silent_days=past.silent,
        interval_days=(busy[-1] - busy[0]) / (len(busy) - 1) if len(busy) > 1 else None,
        longest_silence=past.longest_silence,
        usual=median(like) if like else None,
        low=min(like, default=None),
        high=max(like, default=None),
        compared=len(like),
        unusual="silent" if is_too_long(past, earlier, patience) else "",
        patience=patience,
    )
    return found if found.silent_days else replace(found, unusual=_volume(found))


def _volume(found: Rhythm) -> Unusual:
    if found.usual is None or found.low is None or found.high is None:
        return ""
    if found.usual >= 6 and found.last_day < found.low and found.last_day * 3 <= found.usual:
        return "few"
    if found.last_day > 2 * found.high and found.last_day >= found.usual + 10:
        return "many"
    return ""
