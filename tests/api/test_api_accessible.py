"""WCAG 2.2 AA by axe in the real browser: every page, light and dark, with everything open that opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import web_help
from axe_playwright_python.base import AXE_FILE_PATH
from browser_help import served
from factory import MODEL, NOON, evidence, place, post, prediction
from test_api_events import FIRE, VISIT

from domain.flag import Flag, Priority, Reason
from domain.settings import settings_from
from domain.times import Window
from pipeline.linking import link_waiting
from pipeline.papers import make_draft
from store import assignments, corrections, models, reports, reviews, searches
from store.assignments import Task
from store.corrections import Correction
from store.db import Conn, connect
from store.reviews import Decision, Review
from store.users import Role

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All that the dark scheme changes."""
TODAY = NOON.date()
TEXT = "Công ty nợ lương hai tháng, công nhân hỏi bao giờ trả?"
PAGES = (
    *(
        "/",
        "/ngay/2026-11-19",
        "/tim-kiem",
        "/tim-kiem/chon",
        "/tin/1",
        "/tin/7",
        "/chuyen/1",
        "/su-viec/1",
        "/viec",
        "/toan-canh",
    ),
    *("/nguon", "/tuyen-truyen", "/bao-cao", "/bao-cao/1", "/bao-cao/2", "/bao-cao/3", "/bao-cao?loai=flash"),
    *("/mo-hinh", "/nhap-bai", "/co-so", "/bao-tin", "/tai-khoan", "/quan-tri", "/tim-kiem?q=khong+co+gi+ca"),
    "/api/v1/docs",
)


@pytest.fixture
def site(dsn: str) -> Iterator[str]:
    """Something of all that a page can show: decided, put right, handed over, kept, drafted, closed, approved."""
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
    fire = [
        post(url=f"https://c.example/{n}", title=f"Cháy {n}", text=text, places=(place("Hưng Yên", "33"),))
        for n, text in enumerate((FIRE, VISIT))
    ]
    with connect(dsn) as conn:
        web_help.fill(conn, [*copies, *batch, *fire])
        lan = web_help.staff(conn, Role.ADMIN, "lan", "Nguyễn Lan")
        web_help.staff(conn, Role.REVIEWER, "minh", "Lê Minh", ("75",))
        people_at_work(conn, lan.id)
        papers(conn, lan.id)
    link_waiting(dsn)
    with served(dsn) as address:
        yield address


def people_at_work(conn: Conn, lan: int) -> None:
    reviews.record(conn, Review(6, lan, Decision.DISMISSED, "Tin cũ\nĐã xử lý tuần trước"))
    corrections.record(conn, Correction(5, lan, "sentiment", "neutral", "negative", 0))
    corrections.record(conn, Correction(5, lan, "topic:no-luong", False, True, 1))
    assignments.put(conn, Task(5, lan, TODAY, "Hỏi công đoàn cơ sở", lan, 0))
    searches.put(conn, lan, "Nợ lương", {"address": "/tim-kiem?topic=no-luong"})


def papers(conn: Conn, lan: int) -> None:
    models.switch(conn, MODEL)
    make_draft(conn, settings_from({}), "weekly", Window(TODAY - timedelta(days=4), TODAY + timedelta(days=2)), NOON)
    files: dict[str, Any] = {"value": {}, "docx": b"PK", "html": "<p>Báo cáo"}
    reports.add(conn, "daily", Window(TODAY, TODAY), **files, state="frozen")
    old = reports.add(conn, "weekly", Window(TODAY - timedelta(days=11), TODAY - timedelta(days=5)), **files)
    reports.approve(conn, old, lan, NOON, docx=b"PK", html="<p>Báo cáo", pdf=None, xlsx=None)


def test_axe_finds_nothing_on_any_page_light_or_dark(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
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
        if path == "/":
            page.keyboard.press("KeyJ")
            page.keyboard.press("KeyE")
            page.wait_for_selector("[data-fixes]")
        page.evaluate("[...document.querySelectorAll('details')].slice(0, 40).forEach((box) => { box.open = true; })")
        found += violations(page, script)
    context.close()
    assert found == []


def violations(page: Any, script: str) -> list[str]:
    page.evaluate(script)
    found = []
    for scheme, rules, fewest in (("light", RULES, 6), ("dark", COLOURS, 1)):
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate("(rules) => axe.run(document, rules)", rules)
        assert len(result["passes"]) >= fewest
        found += [
            f"{page.url} {scheme} {one['id']}: {node['html'][:160]} {(node['failureSummary'] or '')[:200]}"
            for one in result["violations"]
            for node in one["nodes"][:3]
        ]
    return found
