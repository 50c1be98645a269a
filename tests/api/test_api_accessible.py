"""WCAG 2.2 AA by axe in the real browser: every page, light and dark, with everything open that opens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import web_help
from axe_playwright_python.base import AXE_FILE_PATH
from browser_help import chromium, served
from factory import NOON, evidence, post, prediction

from domain.flag import Flag, Priority, Reason
from domain.times import Window
from store import reports
from store.db import connect
from store.users import Role

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXT = "Công ty nợ lương hai tháng, công nhân hỏi bao giờ trả?"
PAGES = (
    *("/", "/ngay/2026-11-19", "/tim-kiem", "/tim-kiem/chon", "/tin/1", "/chuyen/1", "/viec", "/toan-canh"),
    *("/nguon", "/tuyen-truyen", "/bao-cao", "/mo-hinh", "/nhap-bai", "/co-so", "/bao-tin", "/tai-khoan", "/quan-tri"),
    "/api/v1/docs",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def site(dsn: str) -> Iterator[str]:
    said = prediction(evidence=(evidence(TEXT, "no-luong", "nợ lương"),), abstained=("sentiment",))
    batch = [
        post(
            url=f"https://a.example/{number}",
            title=f"Bài {number}",
            text=TEXT if number < 3 else " ".join(f"câu{number}y{word}" for word in range(60)),
            prediction=said if number < 3 else prediction(),
            flag=Flag(priority, (Reason("model", "Người lao động bị nợ lương"),)),
        )
        for number, priority in enumerate((Priority.URGENT, Priority.URGENT, Priority.HIGH, Priority.NORMAL), 1)
    ]
    copies = [post(url=f"https://b.example/{number}") for number in (1, 2)]
    with connect(dsn) as conn:
        web_help.fill(conn, [*copies, *batch])
        web_help.staff(conn, Role.ADMIN, "lan", "Nguyễn Lan")
        reports.add(conn, "weekly", Window(NOON.date(), NOON.date()), value={}, docx=b"PK\x03\x04", html="<p>Báo cáo")
    with served(dsn) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser: Any, site: str, scheme: str) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    script = AXE_FILE_PATH.read_text(encoding="utf-8")
    page.goto("/dang-nhap")
    found = violations(page, script)
    page.fill("#login", "lan")
    page.fill("#password", web_help.PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_selector(".who")
    for path in PAGES:
        answer = page.goto(path)
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
        found += violations(page, script)
    context.close()
    assert found == []


def violations(page: Any, script: str) -> list[str]:
    page.evaluate(script)
    result = page.evaluate("(rules) => axe.run(document, rules)", RULES)
    assert len(result["passes"]) > 5
    return [
        f"{page.url} {one['id']}: {node['html'][:160]} {(node['failureSummary'] or '')[:200]}"
        for one in result["violations"]
        for node in one["nodes"][:3]
    ]
