"""The HTML report stands alone, runs nothing, and says exactly what the .docx says."""

from __future__ import annotations

import io
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from invented import LETTERHEAD, busy_week, health, report, row, text
from lxml import html as parser

from reports import docx, html

WEEK_OF_ALL = busy_week()
CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="module")
def rendered() -> str:
    return html.render(WEEK_OF_ALL, LETTERHEAD)


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def test_it_asks_nothing_of_the_network_and_runs_no_script(rendered: str) -> None:
    tree = parser.fromstring(rendered)
    assert tree.xpath("//script | //link | //img | //iframe | //object | //form | //*[@src]") == []
    assert not re.search(r"url\(|@import|\son\w+=", rendered)
    assert {link.get("rel") for link in tree.xpath("//a[@href]")} == {"noreferrer noopener"}


def test_it_is_vietnamese_light_and_dark_and_printable(rendered: str) -> None:
    assert '<html lang="vi">' in rendered
    assert "prefers-color-scheme: dark" in rendered
    assert "@media print" in rendered
    assert "size: A4" in rendered


def test_charts_are_inline_with_words_for_those_who_do_not_see_them(rendered: str) -> None:
    charts = parser.fromstring(rendered).xpath("//figure/*[local-name()='svg']")
    assert len(charts) == 3
    assert all(chart.get("role") == "img" and len(chart.get("aria-label")) > 30 for chart in charts)
    assert all("width" not in chart.attrib for chart in charts)


def test_headings_go_down_step_by_step(rendered: str) -> None:
    levels = [int(head.tag[1]) for head in parser.fromstring(rendered).xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_paragraph_and_cell_of_the_docx_is_in_the_html(rendered: str) -> None:
    opened = Document(io.BytesIO(docx.render(WEEK_OF_ALL, LETTERHEAD)))
    said = plain(parser.fromstring(rendered).text_content())
    elements = opened.element.body.iter(qn("w:p"))
    told = [plain("".join(node.text or "" for node in item.iter(qn("w:t")))) for item in elements]
    body = told[told.index("I. TÌNH HÌNH CHUNG") : told.index("Nơi nhận:")]
    pieces = [piece for words in body for piece in words.strip("()").split(" (") if piece]
    assert len(pieces) > 300
    assert [piece for piece in pieces if piece.rstrip(")") not in said] == []


def test_crawled_text_never_becomes_markup() -> None:
    planted = "<script>alert(1)</script><img src=x onerror=alert(1)> công nhân hỏi lương </style>"
    texts = {1: text(1, words=planted, title=f'"{planted}', url="javascript:alert(1)")}
    tree = parser.fromstring(html.render(report([row(1)], texts=texts), LETTERHEAD))
    assert tree.xpath("//script | //img | //main//a[not(starts-with(@href, '/tim-kiem?'))]") == []
    assert "<script>alert(1)</script>" in tree.text_content()


def test_an_empty_week_has_no_chart_and_no_empty_table() -> None:
    tree = parser.fromstring(html.render(report(), LETTERHEAD))
    assert tree.xpath("//figure") == []
    assert [caption.text for caption in tree.xpath("//caption")] == ["Bảng 1. Đề xuất, kiến nghị"]


def test_sources_that_are_switched_off_do_not_fill_the_page() -> None:
    sources = [health("congdoan-mau"), health("tat", name="Nguồn đã tắt", state="disabled")]
    said = parser.fromstring(html.render(report([row(1)], sources=sources), LETTERHEAD)).text_content()
    assert "1 trong tổng số 1 nguồn đang đọc có nội dung trong kỳ; 1 nguồn đang tắt." in said
    assert "Nguồn đã tắt" not in said


@pytest.mark.browser
@pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason="chromium is not installed here")
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_its_window(tmp_path: Path, rendered: str, width: int) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "bao-cao.html"
    path.write_text(rendered, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()


def test_sixty_sources_in_trouble_do_not_fill_the_page() -> None:
    sources = [
        health(f"nguon-{number}", name=f"Nguồn {number:02}", state="broken", reason="HTTP 503") for number in range(60)
    ]
    told = html.render(report([row(1)], sources=sources), LETTERHEAD)
    assert "và 48 nguồn khác (phụ lục số liệu)" in told
    assert "Nguồn 11 (" in told
    assert "Nguồn 12 (" not in told
