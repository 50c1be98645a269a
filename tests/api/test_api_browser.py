"""The real pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import web_help
from browser_help import CONTRAST, served
from factory import NOON, post, prediction

from domain.times import Window
from store import events, reports, reviews
from store.db import connect
from store.users import Role

pytestmark = pytest.mark.browser

PLANTED = "<script>planted()</script><img src=x onerror=planted()><svg onload=planted()>"
PAGES = (
    *("/", "/ngay/2026-11-19", "/tim-kiem", "/tim-kiem?flagged=true", "/tin/1", "/nguon", "/bao-cao", "/tai-khoan"),
    *("/viec", "/toan-canh", "/bao-tin", "/tuyen-truyen", "/mo-hinh", "/bao-cao/1", "/nhap-bai", "/co-so"),
    *("/tim-kiem/chon", "/api/v1/docs"),
)
WHOLE = (*PAGES, "/chuyen/1", "/su-viec/1", "/quan-tri")


@pytest.fixture
def site(dsn: str) -> Iterator[str]:
    """Four flagged posts, one of them with planted markup; Lan and Minh review."""
    batch = [
        post(
            url=f"https://a.example/{number}",
            title=f"Bài {number} {PLANTED if number == 2 else ''}",
            text=" ".join(f"câu{number}y{word}" for word in range(60)) + (PLANTED if number == 2 else ""),
            context=PLANTED,
            prediction=prediction(abstained=("sentiment",)),
        )
        for number in range(1, 5)
    ]
    with connect(dsn) as conn:
        web_help.fill(conn, batch)
        web_help.staff(conn, Role.REVIEWER, "lan", "Nguyễn Lan")
        web_help.staff(conn, Role.REVIEWER, "minh", "Lê Minh")
        reports.add(conn, "weekly", Window(NOON.date(), NOON.date()), value={}, docx=b"PK\x03\x04", html="<p>Báo cáo")
    with served(dsn) as address:
        yield address


@pytest.fixture
def whole(site: str, dsn: str) -> str:
    """With copies of a text, another text on its event, and an administrator."""
    with connect(dsn) as conn:
        web_help.fill(
            conn, [post(url=f"https://c.example/{n}", published_at=NOON - timedelta(days=2)) for n in range(2)]
        )
        events.put(conn, dict.fromkeys((1, 5), events.begin(conn)))
        web_help.staff(conn, Role.ADMIN, "hoa", "Trần Thị Hòa")
    return site


def open_page(browser: Any, site: str, login: str = "lan", **options: Any) -> Any:
    """A page of a person who has just signed in; anything the browser complains about ends up in `page.complaints`."""
    context = browser.new_context(base_url=site, **options)
    context.add_init_script("window.planted = () => { window.broken = true; }")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/")
    page.fill("#login", login)
    page.fill("#password", web_help.PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/")
    return page


def decisions(dsn: str, number: int) -> list[str]:
    with connect(dsn) as conn:
        return [f"{past.decision.value} {past.note}".strip() for past in reviews.history(conn, number)]


def test_a_morning_by_keyboard_alone(browser: Any, site: str, dsn: str, tmp_path: Path) -> None:
    page = open_page(browser, site)
    order = [int(card.get_attribute("id").removeprefix("tin-")) for card in page.locator("[data-card]").all()]
    assert page.locator("[data-left]").inner_text() == "4"
    page.keyboard.press("Digit3")
    assert page.locator("[data-left]").inner_text() == "4"  # nothing was chosen yet, so nothing was decided
    page.keyboard.press("Digit3")
    page.wait_for_selector(f"#tin-{order[0]}:not([data-open])")
    assert page.evaluate("document.activeElement.id") == f"tin-{order[1]}"
    page.keyboard.press("Digit5")
    page.keyboard.type("Ban Chinh sach j3z")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#tin-{order[1]}:not([data-open])")
    page.keyboard.press("KeyJ")
    assert page.evaluate("document.activeElement.id") == f"tin-{order[3]}"
    page.keyboard.press("Digit6")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"tin-{order[3]}"
    page.keyboard.press("Numpad2")
    page.wait_for_selector(f"#tin-{order[3]}:not([data-open])")
    page.keyboard.press("KeyZ")
    page.wait_for_selector(f"#tin-{order[3]}[data-open]")
    page.reload()
    assert page.locator("[data-left]").inner_text() == "2"
    assert decisions(dsn, order[0]) == ["handled"]
    assert decisions(dsn, order[1]) == ["forwarded Ban Chinh sach j3z"]
    assert decisions(dsn, order[2]) == []
    assert decisions(dsn, order[3]) == ["reopened", "not_relevant"]
    page.goto("/bao-cao")
    with page.expect_download() as download:
        page.click("text=Tải Word")
    target = tmp_path / "report.docx"
    download.value.save_as(target)
    assert target.read_bytes() == b"PK\x03\x04"
    assert page.complaints == []
    page.context.close()


def test_many_posts_are_marked_by_key_and_decided_at_once(browser: Any, site: str, dsn: str) -> None:
    page = open_page(browser, site)
    for key in ("KeyJ", "KeyX", "KeyJ", "KeyX"):
        page.keyboard.press(key)
    assert page.locator("[name=chosen]:checked").count() == 2
    page.locator(".many button[value=handled]").click()
    page.wait_for_selector(".card.done")
    assert page.locator(".card.done").count() == 2
    assert page.complaints == []
    page.context.close()


def test_a_label_is_put_right_by_one_click(browser: Any, site: str, dsn: str) -> None:
    page = open_page(browser, site)
    page.goto("/tin/1")
    page.get_by_role("button", name="Thái độ chung: trung tính").click()
    page.wait_for_selector(".fixed")
    assert "máy: tiêu cực" in page.locator(".fixed").inner_text()
    assert page.complaints == []
    page.context.close()


def test_keys_can_be_switched_off_and_stay_off(browser: Any, site: str, dsn: str) -> None:
    page = open_page(browser, site)
    page.click(".keys summary")
    page.uncheck("[data-keys-on]")
    page.reload()
    page.locator("[data-card]").first.focus()
    page.keyboard.press("Digit3")
    page.keyboard.press("KeyJ")
    page.goto("/bao-cao")
    assert [decisions(dsn, number) for number in range(1, 5)] == [[], [], [], []]
    page.context.close()


def test_two_reviewers_at_once_never_overwrite_each_other(browser: Any, site: str, dsn: str) -> None:
    lan, minh = open_page(browser, site, "lan"), open_page(browser, site, "minh")
    for page, key in ((lan, "3"), (minh, "6")):
        page.locator("#tin-1").focus()
        page.keyboard.press(f"Digit{key}")
        if page is lan:
            page.wait_for_selector("#tin-1:not([data-open])")
    minh.select_option("#tin-1 select[name=line]", "Tin cũ")
    minh.fill("#tin-1-dismissed-note", "Tôi đã viết dài")
    minh.click("#tin-1 .ask[open] button.main")
    minh.wait_for_selector("#tin-1 .problem")
    assert "Nguyễn Lan vừa ghi “Đã xử lý”" in minh.inner_text("#tin-1 .problem >> nth=0")
    assert minh.input_value("#tin-1-dismissed-note") == "Tôi đã viết dài"
    assert decisions(dsn, 1) == ["handled"]
    minh.click("#tin-1 .ask[open] button.main")
    minh.wait_for_selector("#tin-1:has-text('Lê Minh')")
    assert decisions(dsn, 1) == ["dismissed Tin cũ\nTôi đã viết dài", "handled"]
    lan.context.close()
    minh.context.close()


def test_without_javascript_everything_can_be_read_and_decided(browser: Any, site: str, dsn: str) -> None:
    page = open_page(browser, site, java_script_enabled=False)
    page.click("#tin-1 summary:has-text('Đã trả lời')")
    page.fill("#tin-1 input[type=url]", "https://congdoan.example/tra-loi")
    page.click("#tin-1 button:has-text('Ghi: Đã trả lời')")
    assert page.url.endswith("/#tin-1")
    assert "https://congdoan.example/tra-loi" in page.inner_text("#tin-1")
    page.click("#tin-1 .undo button")
    assert decisions(dsn, 1) == ["reopened", "answered https://congdoan.example/tra-loi"]
    page.click("#tin-1 button:has-text('Tôi nhận việc này')")
    assert page.url.endswith("/#tin-1")
    assert "Việc của tôi Nguyễn Lan" in " ".join(page.inner_text("#tin-1 [data-holder]").split())
    page.click("#tin-1 a:has-text('Sửa nhãn')")
    page.get_by_role("button", name="Thái độ chung: trung tính").click()
    assert page.url.endswith("/tin/1#sua-nhan")
    assert "máy: tiêu cực" in page.inner_text(".fixed")
    page.context.close()


def test_a_lost_connection_loses_nothing(browser: Any, site: str, dsn: str) -> None:
    page = open_page(browser, site)
    page.click("#tin-1 summary:has-text('Ghi chú')")
    page.fill("#tin-1-quick-note", "đừng mất")
    page.context.set_offline(True)
    page.click("#tin-1 button:has-text('Đã xử lý')")
    page.wait_for_selector("#tin-1 [data-lost]")
    assert page.input_value("#tin-1-quick-note") == "đừng mất"
    page.context.set_offline(False)
    page.click("#tin-1 button:has-text('Đã xử lý')")
    page.wait_for_selector("#tin-1:not([data-open])")
    assert decisions(dsn, 1) == ["handled đừng mất"]
    page.context.close()


def test_planted_markup_never_runs(browser: Any, whole: str) -> None:
    page = open_page(browser, whole, "hoa")
    for path in WHOLE:
        page.goto(path)
        assert page.evaluate("window.broken") is None, path
    page.goto("/")
    page.locator("#tin-2").focus()
    page.keyboard.press("Digit3")
    page.wait_for_selector("#tin-2:not([data-open])")
    assert page.evaluate("window.broken") is None
    assert page.locator("main script, main img").count() == 0
    assert page.complaints == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_can_be_read_on_desk_and_phone(browser: Any, whole: str, scheme: str, width: int) -> None:
    page = open_page(browser, whole, "hoa", color_scheme=scheme, viewport={"width": width, "height": 800})
    for path in WHOLE:
        assert page.goto(path).status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(CONTRAST) == [], path
    page.context.close()


def test_the_way_past_the_menu_is_the_first_stop(browser: Any, site: str) -> None:
    page = open_page(browser, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.context.close()
