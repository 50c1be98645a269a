"""Of reports of the same days the newest counts."""

from __future__ import annotations

from datetime import date

import pytest
from desk import Desk

from dashboards.reports import reports_page
from domain.times import Window
from store import reports


def test_a_report_made_again_stands_over_the_old_one(desk: Desk) -> None:
    week, earlier = Window(date(2026, 11, 16), date(2026, 11, 20)), Window(date(2026, 11, 9), date(2026, 11, 13))
    for window in (earlier, week, week):
        reports.add(desk.conn, "weekly", window, value={}, docx=b"", html="")
    page = reports_page(desk.conn, desk.viewer)
    assert [(line.page, line.replaced) for line in page.reports] == [
        ("/bao-cao/3", False),
        ("/bao-cao/2", True),
        ("/bao-cao/1", False),
    ]
    assert "(bản cũ)" in desk.html(page)


def test_reports_are_chosen_by_kind_and_paged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.reports.SHOWN", 2)
    for day in (18, 19, 20):
        one = Window(date(2026, 11, day), date(2026, 11, day))
        reports.add(desk.conn, "daily", one, value={}, docx=b"", html="", state="frozen")
    reports.add(desk.conn, "weekly", Window(date(2026, 11, 9), date(2026, 11, 13)), value={}, docx=b"", html="")
    newest = reports_page(desk.conn, desk.viewer, kind="daily")
    assert [line.page for line in newest.reports] == ["/bao-cao/3", "/bao-cao/2"]
    assert newest.older == "/bao-cao?loai=daily&truoc=2026-11-19.2"
    rest = reports_page(desk.conn, desk.viewer, kind="daily", before=(date(2026, 11, 19), 2))
    assert ([line.page for line in rest.reports], rest.older) == (["/bao-cao/1"], "")
    assert 'href="/bao-cao?loai=weekly"' in desk.html(newest)
