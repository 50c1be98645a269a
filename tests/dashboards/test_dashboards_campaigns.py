"""Who carried a campaign, on a page."""

from __future__ import annotations

from datetime import timedelta

import web_help
from desk import Desk
from factory import NOON, post

from dashboards.campaigns import campaigns_page
from reports.campaigns import Campaign

TODAY = NOON.date()


def campaign(slug: str, begins: int, ends: int) -> Campaign:
    return Campaign(
        slug=slug,
        name=f"Đợt {slug}",
        phrases=("Tháng vì đoàn viên",),
        first_day=TODAY + timedelta(days=begins),
        last_day=TODAY + timedelta(days=ends),
    )


def test_carriers_gaps_and_what_is_to_come(desk: Desk) -> None:
    known = (campaign("sap-toi", 5, 9), campaign("da-qua", -90, -60), campaign("dang-chay", -30, 30))
    carried = {"text": "Tháng vì đoàn viên đã mở đầu.", "source": "bao-tho"}
    early = NOON - timedelta(days=20)
    web_help.fill(
        desk.conn,
        [
            post(url="https://bao.example/1", published_at=early, fetched_at=early, **carried),
            post(url="https://bao.example/2", **carried),
        ],
    )
    page = campaigns_page(desk.conn, desk.viewer, known, TODAY)
    assert [(block.slug, block.running) for block in page.blocks] == [("dang-chay", True), ("da-qua", False)]
    running = page.blocks[0]
    assert [(one.name, one.duty, one.first, one.week, one.posts) for one in running.carriers] == [
        ("Báo Người Thợ", "báo chí, khác", "31/10/2026", "1", "2")
    ]
    assert running.gaps == ("Công đoàn tỉnh Mẫu",)
    assert (running.part, running.told.split(";")[0]) == (0.0, "0 trong 1 nguồn có trách nhiệm đã đăng (0,0\u00a0%)")
    assert "source=bao-tho" in running.carriers[0].href
    assert page.coming == ("Đợt sap-toi, từ 25/11/2026",)
    assert "Chưa thấy đăng: 1 nguồn" in desk.html(page)
    assert "đã kết thúc" in desk.html(page)
