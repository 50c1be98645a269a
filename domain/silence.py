"""Whether the present silence of a source is more than its own past explains.

A silence is held against the same stretch of earlier weeks, and against stretches of the same kinds of day: of the
working week, around a weekend. So a source that rests at weekends is expected back on Monday and not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from statistics import mean
from typing import Final

from domain.holidays import may_be_free

LONG_SILENCE: Final = 14
"""Days after which silence is worth a look where the past is too short to say what is usual."""
_LONGEST_STRETCH: Final = 14
_MANY: Final = 20
"""Stretches of which one in twenty may be empty by chance."""
_WEEKS: Final = 6
_FEW: Final = 4
_MUCH: Final = 3.0
"""Items in a stretch, from which four stretches say as much as six."""
_PUBLISHING_DAYS: Final = 4


@dataclass(frozen=True, slots=True)
class Past:
    """`counts[k]`: items of the 24 hours that ended k days before a moment of `day`.

    The present silence is no part of the past that it is compared with, nor is the oldest window: it is cut off.
    """

    counts: Sequence[int]
    day: date

    @property
    def silent(self) -> int:
        """Whole days without an item up to that moment."""
        return next((at for at, items in enumerate(self.counts) if items), len(self.counts))

    @property
    def windows(self) -> range:
        return range(max(1, self.silent), max(0, len(self.counts) - 1))

    @property
    def busy(self) -> list[int]:
        return [at for at in self.windows if self.counts[at]]

    def like(self, days: int = 1) -> dict[int, int]:
        """Items of each past stretch of so many windows that met the same kinds of day, by where it ends."""
        kinds = _kinds(self.day, len(self.counts) + 1)
        now = kinds[: days + 1]  # each window lies in two days
        ends = range(self.windows.start, self.windows.stop - days + 1)
        return {at: sum(self.counts[at : at + days]) for at in ends if kinds.startswith(now, at)}

    @property
    def longest_silence(self) -> int | None:
        """Most windows in a row without an item, those of holidays not counted."""
        return max((self._ordinary(one + 1, other) for one, other in pairwise(self.busy)), default=None)

    @property
    def ordinary_silence(self) -> int:
        return self._ordinary(0, self.silent)

    def _ordinary(self, begin: int, end: int) -> int:
        return sum(not (may_be_free(self._day(at)) or may_be_free(self._day(at + 1))) for at in range(begin, end))

    def _day(self, ago: int) -> date:
        return self.day - timedelta(days=ago)


@lru_cache(maxsize=512)  # the same for all sources of a page, which ask a thousand times
def _kinds(day: date, days: int) -> str:
    """Of so many days back from this one."""
    return "".join(_kind(day - timedelta(days=ago)) for ago in range(days))


def _kind(day: date) -> str:
    """Working, Saturday, free."""
    if may_be_free(day) or day.weekday() == 6:
        return "f"
    return "s" if day.weekday() == 5 else "w"


def is_too_long(now: Past, earlier: Past, patience: int = LONG_SILENCE) -> bool:
    """Never so far was nothing new in such a stretch; or the silence is clearly longer than any before.

    `earlier`: the same seen twelve hours before, so that what was known in the evening is not doubted in the morning.
    `patience`: days that the source's own file allows it; where it allows more than usual, that is waited for.
    """
    if not now.silent:
        return False
    if _never_rests(now, earlier) or _was_expected(now) or _was_expected(earlier):
        return True
    longest = now.longest_silence
    if len(now.busy) < _PUBLISHING_DAYS or longest is None:
        return now.silent >= patience
    if patience > LONG_SILENCE and now.silent < patience:
        return False
    return now.ordinary_silence > max(longest + 1, 1.5 * longest)


def _never_rests(now: Past, earlier: Past) -> bool:
    """No 24 hours passed without an item, Sundays and holidays included: for such a source every day counts."""
    series = (now, earlier)
    return all(len(past.windows) >= _MANY and len(past.busy) == len(past.windows) for past in series)


def _was_expected(past: Past) -> bool:
    """Whether a day, or a longer stretch than was ever empty, always brought something before."""
    longest = past.longest_silence or 0
    lengths = range(1, min(past.silent, _LONGEST_STRETCH) + 1)
    return any(_always_came(past.like(days)) for days in lengths if days == 1 or days > longest)


def _always_came(stretches: dict[int, int]) -> bool:
    weekly = [items for at, items in stretches.items() if at % 7 == 0]
    return (_convinces(weekly) or _convinces(list(stretches.values()))) and weekly.count(0) <= 1


def _convinces(items: Sequence[int]) -> bool:
    if len(items) >= _MANY:
        return items.count(0) * _MANY <= len(items)
    return bool(items) and all(items) and (len(items) >= _WEEKS or (len(items) >= _FEW and mean(items) >= _MUCH))
