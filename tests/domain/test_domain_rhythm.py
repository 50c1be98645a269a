"""What is usual for a source is learned from its own past, and little past is no ground for an alarm."""

from __future__ import annotations

import pytest

from domain.rhythm import Rhythm, rhythm

FRIDAY, SATURDAY, SUNDAY, MONDAY = 4, 5, 6, 0
DAILY = [12] * 57


def workdays(weekday: int, items: int = 12, days: int = 57) -> list[int]:
    """A source that sleeps at weekends, seen at the end of `weekday`."""
    return [0 if (weekday - at) % 7 in (SATURDAY, SUNDAY) else items for at in range(days)]


def seen(counts: list[int], weekday: int = FRIDAY) -> tuple[str, int]:
    found = rhythm(counts, weekday)
    return found.unusual, found.silent_days


def test_a_daily_source_that_is_dead_is_noticed_after_one_day() -> None:
    assert seen([0, *DAILY]) == ("silent", 1)
    assert seen([0, *([1] * 56)]) == ("silent", 1)


@pytest.mark.parametrize("days", range(1, 21))
def test_a_dead_source_stays_noticed_for_its_silence_is_not_its_past(days: int) -> None:
    assert seen([0] * days + [12] * (57 - days), (FRIDAY + days) % 7) == ("silent", days)


def test_a_weekend_is_no_silence_for_a_source_that_sleeps_then() -> None:
    assert seen(workdays(SATURDAY), SATURDAY) == ("", 1)
    assert seen(workdays(SUNDAY), SUNDAY) == ("", 2)


def test_a_working_day_without_an_item_is() -> None:
    monday = workdays(MONDAY)
    assert seen([0, *monday[1:]], MONDAY) == ("silent", 3)
    friday = workdays(FRIDAY)
    assert seen([0, *friday[1:]], FRIDAY) == ("silent", 1)


def test_a_weekly_source_is_silent_when_a_week_is_clearly_over() -> None:
    weekly = [int(at % 7 == 0) for at in range(57)]
    assert seen([0] * 6 + weekly) == ("", 6)
    assert seen([0] * 8 + weekly) == ("", 8)
    assert seen([0] * 10 + weekly) == ("silent", 10)
    assert rhythm(weekly, FRIDAY).interval_days == pytest.approx(7, abs=0.5)


def test_little_past_gives_no_alarm_before_two_weeks() -> None:
    assert seen([0, 5, 3]) == ("", 1)
    assert seen([0] * 13 + [5, 3]) == ("", 13)
    assert seen([0] * 14 + [5, 3]) == ("silent", 14)
    assert rhythm([0, 5, 3], FRIDAY).usual is None


def test_a_source_that_often_skips_a_day_may_skip_today() -> None:
    assert seen([0, *[4, 0, 3, 5, 0, 2, 4] * 8]) == ("", 1)


@pytest.mark.parametrize(("today", "unusual"), [(1, "few"), (4, "few"), (5, ""), (9, ""), (30, "many"), (24, "")])
def test_volume_is_held_against_like_days(today: int, unusual: str) -> None:
    past = [9, 12, 14, 12, 12, 10, 12] * 8
    found = rhythm([today, *past], FRIDAY)
    assert found.unusual == unusual
    assert (found.low, found.usual, found.high) == (9, 12, 14)


def test_a_quiet_sunday_is_held_against_sundays() -> None:
    counts = [40 if (SUNDAY - at) % 7 not in (SATURDAY, SUNDAY) else 6 for at in range(57)]
    found = rhythm([5, *counts[1:]], SUNDAY)
    assert (found.unusual, found.usual, found.compared) == ("", 6, 7)
    assert rhythm([90, *counts[1:]], SUNDAY).unusual == "many"


def test_small_numbers_are_never_too_few() -> None:
    assert seen([1, *[3, 4, 5] * 18]) == ("", 0)


def test_a_source_without_items_has_no_rhythm() -> None:
    assert rhythm([], FRIDAY) == Rhythm(0, 0, None, None, None, None, None, 0, "")


def test_a_source_whose_items_are_older_than_the_windows_is_silent() -> None:
    found = rhythm([0] * 400, FRIDAY)
    assert (found.unusual, found.silent_days, found.late) == ("silent", 400, True)
