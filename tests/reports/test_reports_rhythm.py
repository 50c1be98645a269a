"""When documents are due, by config/reports.toml."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from invented import CONFIG

from reports.rhythm import Rhythm, RhythmError, due_until, load_rhythm

OURS = load_rhythm(CONFIG / "reports.toml")


def at(day: int, hour: int, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def due(now: datetime) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for one in due_until(OURS, now):
        found.setdefault(one.what, []).append(one.at)
    return found


def test_the_weekly_report_is_due_on_friday_afternoon_and_stays_due_for_four_weeks() -> None:
    before = [at(30, 7, month=10), at(6, 7), at(13, 7)]
    assert due(at(20, 7))["weekly"] == [*before, at(20, 7)]
    assert due(at(20, 6))["weekly"] == before
    assert due(at(26, 6))["weekly"] == [*before, at(20, 7)]


def test_missed_days_are_each_due() -> None:
    assert due(at(20, 3))["daily"] == [at(18, 1), at(19, 1), at(20, 1)]
    assert len(due(at(20, 3))["signals"]) == 7


def test_longer_reports_are_due_some_days_after_their_period() -> None:
    new_year = due(at(7, 3, month=1, year=2027))
    assert {what for what in new_year if what.endswith("ly")} >= {"monthly", "quarterly", "half-yearly", "yearly"}
    assert new_year["yearly"] == [at(5, 1, month=1, year=2027)]
    assert "yearly" not in due(at(3, 3, month=1, year=2027))
    assert "yearly" not in due(at(15, 3, month=2, year=2027)), "not made up for weeks later"
    assert "quarterly" not in due(at(20, 3))


def test_what_is_left_out_is_never_due() -> None:
    assert due_until(Rhythm(), at(20, 9)) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[due.daily]\nat = "25:00"', "due.daily.at"),
        ('[due.weekly]\nweekday = "thứ sáu"\nat = "14:00"', "due.weekly.weekday"),
        ('[due.hourly]\nat = "08:00"', "due.hourly"),
        ('[mail]\nweekly = ["khong phai dia chi"]', "mail.weekly"),
        ("[due", "TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, where: str) -> None:
    file = tmp_path / "reports.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RhythmError, match=where):
        load_rhythm(file)


def test_nobody_gets_letters_before_an_address_is_written_down() -> None:
    assert OURS.addresses("weekly") == ()
    assert Rhythm(mail={"weekly": ("a@union.example",)}).addresses("weekly") == ("a@union.example",)
    assert due_until(OURS, at(20, 9))[0].day == date(2026, 10, 30)
