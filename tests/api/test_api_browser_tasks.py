"""A morning in the real browser: an empty list, work handed over, a search kept, many posts decided at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import web_help
from browser_help import served
from factory import post, prediction

from store import assignments, corrections, reviews, searches
from store.corrections import Correction
from store.db import connect
from store.users import Role

pytestmark = pytest.mark.browser
ITEMS = 50


@pytest.fixture
def site(dsn: str) -> Iterator[str]:
    """Fifty flagged posts; Lan reviews, Minh leads."""
    batch = [
        post(
            url=f"https://a.example/{number}",
            title=f"Bài {number}",
            text=" ".join(f"câu{number}y{word}" for word in range(30)),
            prediction=prediction(),
        )
        for number in range(ITEMS)
    ]
    with connect(dsn) as conn:
        web_help.fill(conn, batch)
        web_help.staff(conn, Role.REVIEWER, "lan", "Nguyễn Lan")
        web_help.staff(conn, Role.LEAD, "minh", "Lê Minh")
    with served(dsn) as address:
        yield address


def signed_in(browser: Any, site: str, login: str) -> Any:
    page = browser.new_context(base_url=site).new_page()
    page.goto("/")
    page.wait_for_function("document.activeElement.id === 'login'")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(web_help.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who")
    return page


def test_a_list_of_fifty_is_emptied_by_keyboard_alone(browser: Any, site: str, dsn: str) -> None:
    page = signed_in(browser, site, "lan")
    assert page.locator("[data-left]").inner_text() == str(ITEMS)
    assert not page.locator("[data-finished]").is_visible()
    page.keyboard.press("KeyJ")
    for left in reversed(range(ITEMS)):
        page.keyboard.press("Digit3" if left % 2 else "Digit2")
        page.wait_for_function("(n) => document.querySelector('[data-left]').textContent === String(n)", arg=left)
    assert page.locator("[data-open]").count() == 0
    assert page.locator("[data-finished]").is_visible()
    assert not page.locator(".many").is_visible()
    page.reload()
    assert page.locator("[data-decided]").inner_text() == str(ITEMS)
    with connect(dsn) as conn:
        taken = [reviews.history(conn, number)[0].decision.value for number in range(1, ITEMS + 1)]
    assert (taken.count("handled"), taken.count("not_relevant")) == (ITEMS // 2, ITEMS // 2)
    page.context.close()


def test_a_lead_assigns_and_the_reviewer_finds_it(browser: Any, site: str, dsn: str) -> None:
    lead = signed_in(browser, site, "minh")
    lead.goto("/tin/1")
    lead.select_option("#giao-ai", label="Nguyễn Lan")
    lead.fill("#giao-han", "2026-11-23")
    lead.fill("#giao-ghi", "Hỏi công đoàn cơ sở")
    lead.click("text='Giao'")
    lead.wait_for_selector("text=Nguyễn Lan, hạn")
    lan = signed_in(browser, site, "lan")
    lan.goto("/viec")
    assert "Hỏi công đoàn cơ sở" in lan.inner_text("main")
    with connect(dsn) as conn:
        assert assignments.of(conn, [1])[1].assignee == "Nguyễn Lan"
    for page in (lead, lan):
        page.context.close()


def test_labels_are_put_right_and_posts_taken_by_key_without_leaving_the_list(
    browser: Any, site: str, dsn: str
) -> None:
    page = signed_in(browser, site, "lan")
    page.keyboard.press("KeyJ")
    page.keyboard.press("Digit8")
    page.wait_for_selector("text=Việc của tôi")
    card = page.locator("[data-card]").first
    number = int(card.get_attribute("id").removeprefix("tin-"))
    page.click(f"#tin-{number} summary[data-key='7']")
    page.fill(f"#tin-{number}-quick-note", "đang viết dở")
    card.focus()
    page.keyboard.press("KeyE")
    page.wait_for_selector("[data-fixes]")
    page.get_by_role("button", name="Thái độ chung: trung tính").press("Enter")
    page.wait_for_selector("[data-reading] >> text=máy: tiêu cực")
    assert page.evaluate("document.activeElement.textContent") == "trung tính"
    with connect(dsn) as conn:
        corrections.record(conn, Correction(number, 2, "needs_answer", False, True, 1))
    page.get_by_role("button", name="Thái độ chung: tích cực").press("Enter")
    page.wait_for_selector("[data-fixes] .problem >> text=Lê Minh vừa sửa nhãn")
    page.keyboard.press("Escape")
    assert page.locator("[data-fixes]").count() == 0
    assert page.input_value(f"#tin-{number}-quick-note") == "đang viết dở"
    with connect(dsn) as conn:
        assert assignments.of(conn, [number])[number].assignee == "Nguyễn Lan"
        assert {task: held.value for task, held in corrections.standing(conn, number).items()} == {
            "needs_answer": False,
            "sentiment": "neutral",
        }
    page.context.close()


def test_a_search_is_kept_and_its_finds_are_decided_at_once(browser: Any, site: str, dsn: str) -> None:
    page = signed_in(browser, site, "lan")
    page.goto("/tim-kiem?flagged=true")
    page.fill("#luu-ten", "Cần xem mỗi sáng")
    page.keyboard.press("Enter")
    page.wait_for_selector(".saved >> text=Cần xem mỗi sáng")
    page.click(".saved >> text=Cần xem mỗi sáng")
    page.click(f"text=Chọn cả {ITEMS} tin")
    page.locator("[name=chosen]").first.uncheck()
    page.click("button[value=handled]")
    page.wait_for_selector(f"text=Đã ghi {ITEMS - 1} tin")
    page.click("button[value=reopened]")
    page.wait_for_selector(f"text=Đã ghi {ITEMS - 1} tin")
    page.goto("/")
    assert page.locator("[data-left]").inner_text() == str(ITEMS)
    with connect(dsn) as conn:
        assert [one.name for one in searches.every(conn, 1)] == ["Cần xem mỗi sáng"]
    page.context.close()
