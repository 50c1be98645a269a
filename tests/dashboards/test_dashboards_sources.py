"""Sources: those that need a hand stand first, and reasons are words."""

from __future__ import annotations

from datetime import timedelta

import pytest
import web_help
from desk import Desk
from factory import NOON, post

from dashboards.sources import sources_page
from domain.waiting import Waiting
from reports.trouble import trouble_words
from store import fetches, sources, waiting
from store.sources import SourceRow


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("unreachable", "không nối được tới trang"),
        ("http-503", "máy chủ trả lời 503 (lỗi ở phía trang)"),
        ("http-403", "máy chủ trả lời 403 (từ chối máy đọc)"),
        ("http-418", "máy chủ trả lời 418"),
        ("Trang đã đóng cửa", "Trang đã đóng cửa"),
        ("http-lost", "http-lost"),
        ("", ""),
    ],
)
def test_a_reason_is_said_in_words(reason: str, words: str) -> None:
    assert trouble_words(reason) == words


def test_broken_sources_come_first_and_disabled_ones_stand_apart(desk: Desk) -> None:
    web_help.fill(desk.conn, [post()])
    off = SourceRow("cu", "Công đoàn huyện cũ", "https://cu.example/", "union_portal", enabled=False, reason="Đã đóng")
    sources.upsert(desk.conn, [SourceRow("hong", "Báo Hỏng", "https://hong.example/", "press"), off])
    fetches.add(
        desk.conn,
        source="hong",
        url="https://hong.example/rss",
        role="feed",
        at=NOON - timedelta(hours=2),
        status=503,
        outcome="failed",
        reason="http-503",
    )
    waiting.keep(
        desk.conn, [Waiting("hong", "https://hong.example/a"), Waiting("hong", "https://hong.example/b")], NOON
    )
    page = sources_page(desk.conn, desk.viewer, desk.reference, NOON)
    first = page.lines[0]
    assert dict(first.details)["Còn nợ"].startswith("2 địa chỉ được nêu mà chưa đọc xong")
    assert (first.slug, first.state_word, first.last_fetch) == ("hong", "Hỏng", "2 giờ trước")
    assert first.evidence == (
        "Không lối vào nào dùng được từ 10 giờ 00 ngày 20/11/2026: "
        "nguồn cấp tin: máy chủ trả lời 503 (lỗi ở phía trang)."
    )
    assert first.last_round == "1 địa chỉ: 1 để lại, lần sau đọc tiếp"
    assert page.alarms == 1
    assert [line.slug for line in page.disabled] == ["cu"]
    assert "1 nguồn đang tắt và lý do" in desk.html(page)
