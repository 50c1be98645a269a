"""A dead daily source is known a day after the first item that did not come, and a rest is no death."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from domain.holidays import may_be_free
from domain.rhythm import WINDOWS, rhythm
from domain.times import VIETNAM

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 9, 7, tzinfo=VIETNAM)
"""No holiday is near what is played from here on."""


@dataclass(frozen=True)
class Habit:
    """So many items, from so few to so many, on these days of the week, at any time between two hours."""

    few: int
    many: int
    days: Sequence[int] = range(7)
    hours: tuple[int, int] = (7, 18)

    def items(self, begin: datetime, days: int, pick: random.Random) -> list[datetime]:
        """On every such day that is no holiday."""
        found = []
        for day in (begin + timedelta(days=later) for later in range(days)):
            if day.weekday() in self.days and not may_be_free(day.date()):
                found += [day + HOUR * pick.uniform(*self.hours) for _ in range(pick.randint(self.few, self.many))]
        return sorted(found)


OFFICE = Habit(1, 1, range(5))
HABITS = (OFFICE, Habit(2, 5, range(5)), Habit(8, 14, range(5)), Habit(1, 2, range(6)), Habit(6, 14, hours=(0, 24)))


def silent(items: Sequence[datetime], now: datetime) -> bool:
    halves = [0] * (2 * WINDOWS)
    for item in items[bisect(items, now - WINDOWS * 24 * HOUR) : bisect(items, now)]:
        halves[int((now - item) / (12 * HOUR))] += 1
    days = [sum(halves[at : at + 2]) for at in range(0, len(halves), 2)]
    between = [sum(halves[at : at + 2]) for at in range(1, len(halves) - 1, 2)]
    return rhythm(days, now, between).unusual == "silent"


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("died", [0, 4, 5])
def test_a_dead_source_is_known_a_day_after_the_first_item_that_did_not_come(habit: Habit, died: int) -> None:
    """It dies in the night after a Monday, Friday, Saturday."""
    for seed in range(6):
        night = MONDAY + timedelta(weeks=9, days=died + 1)
        items = habit.items(MONDAY, 80, random.Random(seed))
        came, missed = items[: bisect(items, night)], items[bisect(items, night) :]
        assert silent(came, missed[0] + 24 * HOUR)
        assert all(silent(came, missed[0] + after * HOUR) for after in range(24, 24 * 9, 7))


def test_a_source_that_sleeps_at_weekends_is_not_missed_before_monday() -> None:
    items = OFFICE.items(MONDAY, 70, random.Random(1))
    friday = MONDAY + timedelta(weeks=9, days=4, hours=18)
    assert not any(silent([item for item in items if item < friday], friday + late * HOUR) for late in range(60))


@pytest.mark.parametrize("habit", HABITS[:4])
@pytest.mark.parametrize("holiday", [(2027, 2, 3), (2026, 9, 1), (2027, 4, 30)])
def test_no_alarm_while_everybody_rests(habit: Habit, holiday: tuple[int, int, int]) -> None:
    """From the eve of Tết, of National Day, of 30 April on until the first working day after it."""
    eve = datetime(*holiday, tzinfo=VIETNAM)
    items = habit.items(eve - timedelta(days=90), 120, random.Random(2))
    hours = [eve + after * HOUR for after in range(0, 24 * 11, 3)]
    assert not [now for now in hours if may_be_free(now.date()) and silent(items, now)]


@pytest.mark.parametrize("habit", HABITS)
def test_a_living_source_is_hardly_ever_called_silent(habit: Habit) -> None:
    items = habit.items(datetime(2026, 5, 4, tzinfo=VIETNAM), 320, random.Random(3))
    hours = [datetime(2026, 7, 20, tzinfo=VIETNAM) + after * HOUR for after in range(0, 24 * 200, 17)]
    wrong = [now for now in hours if not may_be_free(now.date()) and silent(items, now)]
    assert len(wrong) <= len(hours) / 50


def test_a_source_that_never_rests_is_missed_on_a_holiday_too() -> None:
    """Its past shows no rest of any kind: it was read on Sundays and through the first of January."""
    tet = datetime(2027, 2, 6, 20, tzinfo=VIETNAM)
    pick = random.Random(4)
    items = sorted(tet - HOUR * pick.uniform(0, 24 * 70) for _ in range(900))
    assert not silent(items, tet)
    assert silent(items, items[-1] + 25 * HOUR)
