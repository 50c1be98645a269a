"""Dates as Vietnamese sites write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers import dates
from domain.times import VIETNAM

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
DAYS = st.datetimes(datetime.fromisoformat("1995-01-01"), datetime.fromisoformat("2040-12-31"))
GOLDEN = [
    tuple(line.rstrip("\n").split("\t"))
    for line in Path(__file__).with_name("golden_dates.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_every_form_of_the_golden_table_is_read(text: str, expected: str) -> None:
    moment = dates.parse(text, NOW)
    local = moment.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0).isoformat() if moment else "-"
    assert local == expected


def test_the_golden_table_has_seventy_forms_at_least() -> None:
    assert len({text for text, _ in GOLDEN}) >= 70


@given(DAYS, st.sampled_from(["/", "-", "."]))
def test_day_and_month_are_never_swapped(moment: datetime, sign: str) -> None:
    text = moment.strftime(f"%d{sign}%m{sign}%Y %H:%M")
    read = dates.parse(text, NOW)
    assert read is not None
    assert read.astimezone(VIETNAM).strftime(f"%d{sign}%m{sign}%Y %H:%M") == text


@given(DAYS, st.integers(-12, 14))
def test_a_zone_is_kept(moment: datetime, hours: int) -> None:
    text = f"{moment:%Y-%m-%dT%H:%M:%S}{hours:+03d}:00"
    assert dates.parse(text, NOW) == moment.replace(microsecond=0, tzinfo=UTC) - timedelta(hours=hours)


@given(st.text(max_size=400))
def test_no_text_breaks_the_parser(text: str) -> None:
    moment = dates.parse(text, NOW)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize("text", ["1" * 5000, "tháng " * 2000, "1/" * 3000, " " * 9999 + "x", "14h" * 2000])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    began = datetime.now(UTC)
    dates.parse(text, NOW)
    assert datetime.now(UTC) - began < timedelta(seconds=1)


def test_a_date_in_the_future_is_unknown() -> None:
    ahead = dates.parse("20/11/2099 08:00", NOW)
    assert ahead is not None
    assert dates.plausible(ahead, NOW) is None
    tomorrow = dates.parse("21/11/2026 08:00", NOW)
    assert dates.plausible(tomorrow, NOW) == tomorrow


def test_a_date_without_a_year_is_never_ahead() -> None:
    early = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
    read = dates.parse("30/12 21:15", early)
    assert read is not None
    assert read.astimezone(VIETNAM).year == 2025
