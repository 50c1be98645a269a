"""Which days a report has that somebody asks for on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import factory
import pytest
import web_help

from domain.settings import Settings, settings_from
from domain.times import Window
from pipeline import papers
from pipeline.papers import asked_window, freeze_list
from pipeline.problems import Problem
from reports.naming import stem
from store import models, reports
from store.db import connect

NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_from({"LANGNGHE_DATA": str(tmp_path)})


@pytest.mark.parametrize(
    ("period", "day", "kind", "window"),
    [
        ("week", date(2026, 11, 12), "weekly", Window(date(2026, 11, 9), date(2026, 11, 15))),
        ("month", None, "monthly", Window(date(2026, 10, 1), date(2026, 10, 31))),
        ("month", date(2026, 11, 20), "monthly", Window(date(2026, 11, 1), date(2026, 11, 30))),
        ("quarter", date(2026, 2, 1), "quarterly", Window(date(2026, 1, 1), date(2026, 3, 31))),
        ("half", date(2026, 8, 1), "half-yearly", Window(date(2026, 7, 1), date(2026, 12, 31))),
        ("year", None, "yearly", Window(date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_a_period_is_named_by_any_of_its_days(
    settings: Settings, period: str, day: date | None, kind: str, window: Window
) -> None:
    assert asked_window(settings, period, day, "", NOW) == (kind, window)


def test_an_iso_week_is_a_week(settings: Settings) -> None:
    assert asked_window(settings, "week", None, "2026-W46", NOW)[1].first == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("period", "day", "week", "why"),
    [
        ("decade", None, "", "week, month, quarter, half, year"),
        ("month", date(2027, 1, 1), "", "has not begun"),
        ("week", None, "2026-W99", "week"),
        ("week", None, "tuần 47", "2026-W47"),
    ],
)
def test_what_cannot_be_reported_is_refused(
    settings: Settings, period: str, day: date | None, week: str, why: str
) -> None:
    with pytest.raises(Problem, match=why):
        asked_window(settings, period, day, week, NOW)


def test_a_longer_report_is_stored_and_written_in_every_format(dsn: str, settings: Settings) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
        models.switch(conn, factory.MODEL)
        kind, window = asked_window(settings, "quarter", date(2026, 11, 20), "", NOW)
        files = papers.write(conn, settings, kind, window, NOW)
        assert reports.latest(conn, kind, window) is not None
    assert [path.name.partition(".")[2] for path in files.paths] == ["docx", "html", "pdf", "xlsx"]
    assert files.name == "bao-cao-quy-2026-Q4"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("monthly", "thang-2026-07"),
        ("half-yearly", "6-thang-2026-H2"),
        ("yearly", "nam-2026"),
        ("weekly", "tuan-2026-W27"),
    ],
)
def test_files_are_called_after_their_period(kind: str, name: str) -> None:
    assert stem(kind, Window(date(2026, 7, 1), date(2026, 7, 31))) == f"bao-cao-{name}"


def test_a_list_is_frozen_by_hand_too_but_not_that_of_tomorrow(dsn: str, settings: Settings) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
        found, files = freeze_list(conn, settings, date(2026, 11, 20), NOW)
        assert found.at == NOW
        assert [path.suffix for path in files.paths] == [".docx", ".html", ".xlsx"]
        with pytest.raises(Problem, match="has not begun"):
            freeze_list(conn, settings, date(2026, 11, 21), NOW)
