"""What is watched for waves is what the counts say, and words are counted as written."""

from __future__ import annotations

from datetime import date

from factory import NOON, post
from saving_help import save

from domain.times import Window
from store import counts, daily_series
from store.db import Conn

WEEK = Window(date(2026, 11, 16), date(2026, 11, 22))


def test_series_and_totals_agree_with_the_counts(ready: Conn) -> None:
    save(ready, post(), post(url="https://congdoan.example/tin/2", text="Một bài khác hẳn về chỗ ở của công nhân."))
    rows = daily_series.daily(ready, WEEK)
    day = NOON.date()
    assert (day, "topic", "no-luong", 2) in rows
    assert (day, "province", "75", 2) in rows
    assert (day, "kind", "news", 2) in rows
    assert (day, "target", "employer", 2) in rows
    assert daily_series.local(ready, WEEK) == [(day, "no-luong", "75", 2)]
    assert daily_series.totals(ready, WEEK) == {day: counts.totals(ready, WEEK).relevant}


def test_nothing_from_outside_the_window_is_counted(ready: Conn) -> None:
    save(ready, post())
    before = WEEK.before()
    assert daily_series.daily(ready, before) == []
    assert daily_series.totals(ready, before) == {}
    ids = [row["id"] for row in ready.execute("SELECT id FROM posts")]
    assert daily_series.words(ready, ids, before) == {}
