"""What is usual for a source is learned from its own past, and little past is no ground for an alarm."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.rhythm import Rhythm, rhythm
from domain.times import VIETNAM

FRIDAY = datetime(2026, 11, 20, 23, tzinfo=VIETNAM)
SATURDAY, SUNDAY, MONDAY = (FRIDAY + timedelta(days=later) for later in (1, 2, 3))
DAILY = [12] * 57


def workdays(today: datetime, items: int = 12, days: int = 57) -> list[int]:
    """A source that sleeps at weekends, seen at the end of `today`."""
    return [0 if (today - timedelta(days=at)).weekday() > 4 else items for at in range(days)]


def seen(counts: list[int], today: datetime = FRIDAY) -> tuple[str, int]:
    found = rhythm(counts, today)
    return found.unusual, found.silent_days


def test_a_daily_source_that_is_dead_is_noticed_after_one_day() -> None:
    assert seen([0, *DAILY]) == ("silent", 1)
    assert seen([0, *([1] * 56)]) == ("silent", 1)


@pytest.mark.parametrize("days", range(1, 21))
def test_a_dead_source_stays_noticed_for_its_silence_is_not_its_past(days: int) -> None:
    assert seen([0] * days + [12] * (57 - days), FRIDAY + timedelta(days=days)) == ("silent", days)


def test_a_weekend_is_no_silence_for_a_source_that_sleeps_then() -> None:
    assert seen(workdays(SATURDAY), SATURDAY) == ("", 1)
    assert seen(workdays(SUNDAY), SUNDAY) == ("", 2)


@pytest.mark.parametrize("items", [1, 12])
def test_a_working_day_without_an_item_is(items: int) -> None:
    assert seen([0, *workdays(MONDAY, items)[1:]], MONDAY) == ("silent", 3)
    assert seen([0, *workdays(FRIDAY, items)[1:]], FRIDAY) == ("silent", 1)


def test_one_day_without_items_in_weeks_excuses_no_other() -> None:
    missed = workdays(FRIDAY)
    missed[16] = 0
    assert seen([0, *missed[1:]]) == ("silent", 1)
    assert seen([0] * 3 + workdays(MONDAY)[3:16] + [0] + workdays(MONDAY)[17:], MONDAY) == ("silent", 3)


def test_a_source_that_writes_on_saturdays_is_missed_on_saturday() -> None:
    counts = [int((SATURDAY - timedelta(days=at)).weekday() != 6) for at in range(64)]
    assert seen([0, *counts[1:]], SATURDAY) == ("silent", 1)
    assert seen([0, *counts], SUNDAY) == ("", 1)


def test_a_weekly_source_is_silent_when_a_week_is_clearly_over() -> None:
    weekly = [int(at % 7 == 0) for at in range(57)]
    assert seen([0] * 6 + weekly, FRIDAY - timedelta(days=1)) == ("", 6)
    assert rhythm(weekly, FRIDAY).interval_days == pytest.approx(7, abs=0.5)
    irregular = [int(at in (0, 6, 14, 20, 29, 35, 42, 50)) for at in range(57)]
    assert seen([0] * 8 + irregular) == ("", 8)
    assert seen([0] * 14 + irregular) == ("silent", 14)


def test_little_past_gives_no_alarm_before_two_weeks() -> None:
    assert seen([0, 5, 3]) == ("", 1)
    assert seen([0] * 13 + [5, 3]) == ("", 13)
    assert seen([0] * 14 + [5, 3]) == ("silent", 14)
    assert rhythm([0, 5, 3], FRIDAY).usual is None


def test_a_source_whose_file_allows_it_more_or_less_silence_is_given_that() -> None:
    assert rhythm([0] * 6 + [5, 3], FRIDAY, patience=7).unusual == ""
    assert rhythm([0] * 7 + [5, 3], FRIDAY, patience=7).unusual == "silent"
    assert not rhythm([0] * 20 + [5, 3], FRIDAY, patience=30).late
    irregular = [int(at in (0, 6, 14, 20, 29, 35, 42, 50)) for at in range(57)]
    assert rhythm([0] * 29 + irregular, FRIDAY, patience=30).unusual == ""
    assert rhythm([0] * 30 + irregular, FRIDAY, patience=30).unusual == "silent"
    assert rhythm([0, *DAILY], FRIDAY, patience=30).unusual == "silent", "a daily source shows what is usual by itself"


def test_a_source_that_often_skips_a_day_may_skip_today() -> None:
    assert seen([0, *[4, 0, 3, 5, 2] * 12]) == ("", 1)


@pytest.mark.parametrize(("today", "unusual"), [(1, "few"), (4, "few"), (5, ""), (9, ""), (30, "many"), (24, "")])
def test_volume_is_held_against_like_days(today: int, unusual: str) -> None:
    past = [9, 12, 14, 12, 12, 10, 12] * 8
    found = rhythm([today, *past], FRIDAY)
    assert found.unusual == unusual
    assert (found.low, found.usual, found.high) == (9, 12, 14)


def test_a_quiet_sunday_is_held_against_sundays() -> None:
    counts = [40 if (SUNDAY - timedelta(days=at)).weekday() < 5 else 6 for at in range(57)]
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
