"""120 strings of markup in titles, bodies, addresses and names of sources never become markup in the real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import web_help
from browser_help import chromium, served
from factory import post, prediction
from planted import STRINGS

from store import sources
from store.db import connect
from store.sources import SourceRow

pytestmark = pytest.mark.browser
WATCH = "window.planted = () => { window.broken = true; }"
MADE = "() => document.querySelectorAll('main script, main img, main iframe, main animate, main [onload]').length"
PAGES = (
    *("/", "/tim-kiem", "/tim-kiem/chon", "/viec", "/nguon", "/tuyen-truyen", "/toan-canh", "/bao-cao", "/mo-hinh"),
    *("/chuyen/1", "/tin/1", "/tin/7", "/tin/77"),
)
TELLING = "() => [...document.querySelectorAll('h3, h2')].filter((one) => one.textContent.includes('planted()')).length"


@pytest.fixture
def site(dsn: str) -> Iterator[str]:
    """A post and a source for each string, all of them flagged today."""
    rows = [
        SourceRow(f"planted-{at}", text, f"https://a.example/{at}/{text}", "press") for at, text in enumerate(STRINGS)
    ]
    batch = [
        post(
            url=f"https://a.example/{at}?{text}",
            source=f"planted-{at}",
            title=f"{at} {text}",
            text=f"{' '.join(f'câu{at}y{word}' for word in range(20))} {text}",
            context=text,
            prediction=prediction(),
        )
        for at, text in enumerate(STRINGS)
    ]
    copies = [post(url=f"https://b.example/{at}", title=STRINGS[at], context=STRINGS[at]) for at in (0, 1)]
    with connect(dsn) as conn:
        sources.upsert(conn, rows)
        web_help.fill(conn, [*copies, *batch])
        web_help.staff(conn)
    with served(dsn) as address:
        yield address


def test_planted_strings_stay_text_on_every_list(site: str) -> None:
    assert len(STRINGS) > 100
    with chromium() as browser:
        context = browser.new_context(base_url=site)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto("/")
        page.fill("#login", "lan")
        page.fill("#password", web_help.PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_selector(".who")
        assert page.evaluate(TELLING) >= len(STRINGS)
        page.keyboard.press("KeyJ")
        page.keyboard.press("KeyE")
        page.wait_for_selector("[data-fixes]")
        page.keyboard.press("Digit8")
        page.wait_for_selector("text=Việc của tôi")
        assert (page.evaluate(MADE), page.evaluate("window.broken")) == (0, None)
        for path in PAGES:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
            assert page.evaluate(MADE) == 0, path
            assert page.evaluate("window.broken") is None, path
        context.close()
