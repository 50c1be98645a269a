"""Numbers and days as Vietnamese readers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import numbers


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567")])
def test_thousands_are_grouped_by_points(value: int, text: str) -> None:
    assert numbers.number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 8, "12,5 %"), (0, 3, "0,0 %"), (3, 3, "100,0 %"), (1, 400, "0,3 %"), (25, 10, "250,0 %"), (1, 0, "-")],
)
def test_a_share_has_a_comma_and_a_space_that_does_not_break(part: int, whole: int, text: str) -> None:
    assert numbers.share(part, whole) == text.replace(" ", "\u00a0")


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_within_half_a_tenth_of_the_truth(part: int, whole: int) -> None:
    shown = float(numbers.share(part, whole).rstrip("\u00a0%").replace(".", "").replace(",", "."))
    assert abs(shown - 100 * part / whole) <= 0.05 + 1e-9


@pytest.mark.parametrize(("value", "text"), [(1200, "+1.200"), (-3, "\u22123"), (0, "0")])
def test_a_change_has_its_sign(value: int, text: str) -> None:
    assert numbers.signed(value) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "Đồng Nai, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 5), "Đồng Nai, ngày 05 tháng 3 năm 2026"),
        (date(2026, 11, 20), "Đồng Nai, ngày 20 tháng 11 năm 2026"),
    ],
)
def test_days_below_ten_and_the_months_one_and_two_have_a_zero(day: date, text: str) -> None:
    assert numbers.dateline("Đồng Nai", day, 2026) == text


def test_a_draft_leaves_day_and_month_open() -> None:
    assert numbers.dateline("Đồng Nai", None, 2026).split() == ["Đồng", "Nai,", "ngày", "tháng", "năm", "2026"]


def test_times_are_those_of_viet_nam() -> None:
    late = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
    assert numbers.clock(late) == "01:05"
    assert numbers.moment(late) == "01 giờ 05 ngày 21/11/2026"
    assert numbers.weekday(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"
