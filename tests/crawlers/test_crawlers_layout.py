"""Pages without selectors: menus and signposts go, tables become lines, running text stays."""

from __future__ import annotations

import sys
from pathlib import Path

import lxml.html
import pytest
from crawling_help import ROOT

from crawlers import layout
from crawlers.marks import Marks
from crawlers.selecting import paragraphs, select

TEXT = "Công đoàn cơ sở đã gửi văn bản kiến nghị công ty trả lời về mức thưởng Tết trước ngày hai mươi tháng này."


def read(html: str) -> list[str]:
    tree = lxml.html.document_fromstring(f"<body>{html}</body>")
    layout.cut_signposts(tree)
    layout.open_tables(tree)
    return paragraphs(tree)


def test_lines_that_only_lead_elsewhere_go_with_the_heading_of_their_box() -> None:
    box = (
        "<div><h4>Đọc thêm</h4><ul>"
        + "<li><a href='/a'>Một bài khác về tiền lương năm nay</a></li>" * 4
        + "</ul></div>"
    )
    assert read(f"<p>{TEXT}</p><p><a href='/b'>Xem bài về nhà trọ công nhân</a></p>{box}<p>{TEXT}</p>") == [TEXT, TEXT]


def test_links_in_running_text_stay() -> None:
    line = "<p>Theo <a href='/x'>Liên đoàn Lao động tỉnh Vĩ Dụ</a>, ba công ty đã trả lời bằng văn bản.</p>"
    assert read(line) == ["Theo Liên đoàn Lao động tỉnh Vĩ Dụ, ba công ty đã trả lời bằng văn bản."]


def test_an_article_that_somebody_put_into_one_link_stays() -> None:
    assert read(f"<p><a href='/x'>{TEXT} {TEXT} {TEXT}</a></p>") == [f"{TEXT} {TEXT} {TEXT}"]


def test_a_short_article_beside_a_long_menu_stays() -> None:
    menu = "<ul>" + "<li><a href='/m'>Chuyên mục của trang</a></li>" * 60 + "</ul>"
    assert read(f"<div>{menu}<p>{TEXT} {TEXT}</p></div>") == [f"{TEXT} {TEXT}"]


def test_rows_of_a_data_table_become_lines() -> None:
    rows = "<tr><th>Vùng</th><th>Mức lương</th></tr><tr><td>I</td><td>4.960.000</td></tr>"
    assert read(f"<table>{rows}</table>") == ["Vùng Mức lương", "I 4.960.000"]


def test_a_table_that_lays_out_the_page_keeps_its_paragraphs() -> None:
    assert read(f"<table><tr><td><p>{TEXT}</p><p>Đoạn hai.</p></td></tr></table>") == [TEXT, "Đoạn hai."]


def test_marks_mean_what_the_selectors_mean() -> None:
    tree = lxml.html.document_fromstring(
        "<div class='a b'>1</div><p class='a'>2</p><b id='c'>3</b><nav>4</nav><i data-x='y'>5</i><i class='ab'>6</i>"
    )
    selectors = ["div.b, #c", "nav", ".a", "[data-x=y]"]
    by_css = {element for one in selectors for element in select(tree, one)}
    assert set(Marks.of(selectors).elements(tree)) == by_css


@pytest.mark.shared
def test_ours_reads_the_public_benchmark_better_than_plain_trafilatura(shared: Path) -> None:
    sys.path.insert(0, str(ROOT / "bench"))
    import extraction

    cases = extraction.load(shared / "extraction_benchmark")
    f1 = {
        name: extraction.f1([extraction.score(true, read(html)) for html, true in cases.values()])
        for name, read in (("ours", extraction.ours), ("plain", extraction.plain))
    }
    assert f1["ours"] >= 0.965
    assert f1["ours"] > f1["plain"]
