"""Days as people in Viet Nam write them."""

from __future__ import annotations

from datetime import date

import pytest

from domain.times import parse_day


@pytest.mark.parametrize("text", ["20/11/2026", "20-11-2026", "20.11.2026", "2026-11-20", " 20/11/2026 "])
def test_a_day_is_read_as_it_is_written_here_and_as_programs_write_it(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 20)


def test_the_day_comes_before_the_month() -> None:
    assert parse_day("5/4/2026") == date(2026, 4, 5)


@pytest.mark.parametrize("text", ["", "31/02/2026", "11/20/2026", "20/11/26", "hôm qua", "20/11/2026/1"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"20/11/2026 or 2026-11-20"):
        parse_day(text)
