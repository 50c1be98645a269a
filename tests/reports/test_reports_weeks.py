"""Which days a report has, and what it is compared with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import WEEK, noon

from domain.times import Window
from reports.letterhead import WeekDays
from reports.weeks import (
    Period,
    compared_until,
    last_finished,
    last_finished_period,
    name_of,
    period_of,
    period_with,
    previous,
    week_number,
    week_with,
)

PERIODS: tuple[Period, ...] = ("monthly", "quarterly", "half-yearly", "yearly")
DAYS: tuple[WeekDays, ...] = ("mon-sun", "mon-fri", "fri-thu")


@pytest.mark.parametrize(
    ("day", "days", "first", "last"),
    [
        (date(2026, 11, 20), "mon-sun", date(2026, 11, 16), date(2026, 11, 22)),
        (date(2026, 11, 22), "mon-sun", date(2026, 11, 16), date(2026, 11, 22)),
        (date(2026, 11, 20), "mon-fri", date(2026, 11, 16), date(2026, 11, 20)),
        (date(2026, 11, 22), "mon-fri", date(2026, 11, 16), date(2026, 11, 20)),
        (date(2026, 11, 20), "fri-thu", date(2026, 11, 20), date(2026, 11, 26)),
        (date(2026, 11, 19), "fri-thu", date(2026, 11, 13), date(2026, 11, 19)),
    ],
)
def test_a_day_belongs_to_one_report(day: date, days: WeekDays, first: date, last: date) -> None:
    assert week_with(day, days) == Window(first, last)


@given(st.dates(date(2000, 1, 10), date(2100, 1, 1)), st.sampled_from(DAYS))
def test_the_last_finished_week_is_over_and_no_newer_one_is(today: date, days: WeekDays) -> None:
    found = last_finished(today, days)
    assert found.last < today
    assert (today - found.last).days <= 7


@pytest.mark.parametrize(
    ("window", "before"),
    [
        (WEEK, Window(date(2026, 11, 9), date(2026, 11, 15))),
        (Window(date(2026, 11, 16), date(2026, 11, 20)), Window(date(2026, 11, 9), date(2026, 11, 13))),
        (Window(date(2026, 11, 1), date(2026, 11, 30)), Window(date(2026, 10, 1), date(2026, 10, 31))),
        (Window(date(2026, 10, 1), date(2026, 12, 31)), Window(date(2026, 7, 1), date(2026, 9, 30))),
        (Window(date(2026, 1, 1), date(2026, 12, 31)), Window(date(2025, 1, 1), date(2025, 12, 31))),
        (Window(date(2026, 11, 2), date(2026, 11, 30)), Window(date(2026, 10, 4), date(2026, 11, 1))),
    ],
)
def test_a_week_is_compared_with_the_same_weekdays_and_a_month_with_a_month(window: Window, before: Window) -> None:
    assert previous(window) == before


def test_a_running_week_is_compared_with_as_much_of_the_week_before() -> None:
    assert compared_until(WEEK, noon(date(2026, 11, 18))) == noon(date(2026, 11, 11))
    assert compared_until(WEEK, noon(date(2026, 11, 23))) == previous(WEEK).end


def test_a_week_from_friday_is_called_after_its_thursday() -> None:
    assert week_number(Window(date(2026, 11, 13), date(2026, 11, 19))) == 47
    assert week_number(WEEK) == 47


@given(st.dates(date(2000, 1, 10), date(2100, 1, 1)), st.sampled_from(PERIODS))
def test_a_day_lies_in_its_period_and_the_last_finished_one_is_over(today: date, period: Period) -> None:
    now, finished = period_with(today, period), last_finished_period(today, period)
    assert now.first <= today <= now.last
    assert finished.last == now.first - timedelta(days=1)
    assert period_of(finished) == period


@pytest.mark.parametrize(
    ("window", "name"),
    [
        (WEEK, "tuần 47"),
        (Window(date(2026, 11, 1), date(2026, 11, 30)), "tháng 11 năm 2026"),
        (Window(date(2026, 10, 1), date(2026, 12, 31)), "quý IV năm 2026"),
        (Window(date(2026, 7, 1), date(2026, 12, 31)), "6 tháng cuối năm 2026"),
        (Window(date(2026, 1, 1), date(2026, 12, 31)), "năm 2026"),
        (Window(date(2026, 11, 3), date(2026, 11, 20)), ""),
    ],
)
def test_a_report_is_called_after_its_period(window: Window, name: str) -> None:
    assert name_of(window) == name


def test_a_running_month_is_never_compared_with_more_than_the_month_before() -> None:
    march = Window(date(2026, 3, 1), date(2026, 3, 31))
    assert compared_until(march, noon(date(2026, 3, 31))) == previous(march).end
