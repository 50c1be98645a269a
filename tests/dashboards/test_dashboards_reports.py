"""Of reports of the same days the newest counts."""

from __future__ import annotations

from datetime import date

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
