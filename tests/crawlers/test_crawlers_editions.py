"""One text once: mobile, AMP and translated editions of an article are that article, and are not read a second time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from crawling_help import Answer, Crawled, SmallWeb, a_page, a_source, an_article
from test_crawlers_split import a_spec

from crawlers import editions, links
from crawlers.errors import ExtractionError
from crawlers.extract import extract

Make = Callable[[], SmallWeb]
Run = Callable[..., Crawled]
TEXT = "Công nhân xưởng may đề nghị công ty nói rõ cách tính tiền tăng ca của tháng này. " * 3
ENGLISH = "Workers of the sewing plant ask the company how the overtime pay of this month was reckoned. " * 3
TURNED = '<html lang="{}"><head>{}</head><body><h1>{}</h1><article><p>{}</p><p>{}</p></article></body></html>'
ELSEWHERE = '<link rel="alternate" hreflang="vi" href="http://bao.vidu.vn/bai-1.html">'


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bao-vidu-vn.translate.goog/a-1.html?_x_tr_sl=vi&_x_tr_tl=en&_x_tr_hl=vi", "https://bao.vidu.vn/a-1.html"),
        ("https://cong--doan-vidu-vn.translate.goog/a?id=7&_x_tr_tl=en", "https://cong-doan.vidu.vn/a?id=7"),
        ("https://m-vidu-vn.translate.goog/a-1.html", "https://vidu.vn/a-1.html"),
        ("https://translate.goog/a", "https://translate.goog/a"),
        ("https://vidu.vn/a-1.html?lang=vi", "https://vidu.vn/a-1.html"),
        ("https://vidu.vn/a?id=7&language=vi-VN", "https://vidu.vn/a?id=7"),
        ("https://vidu.vn/a?lang=en", "https://vidu.vn/a?lang=en"),
        ("https://vidu.vn/a?id=%C4%91&lang=vi", "https://vidu.vn/a?id=%C4%91"),
    ],
)  # fmt: skip
def test_a_translators_address_and_that_of_the_vietnamese_edition_lead_to_the_article(url: str, expected: str) -> None:
    assert links.canonical(url) == expected


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://vidu.vn/en/union-news-100200.html", "en"),
        ("https://vidu.vn/tin?id=7&lang=zh-CN", "zh-cn"),
        ("https://bao-vidu-vn.translate.goog/a-1.html", "translate"),
        ("https://vidu.vn/vi/tin-100200.html", ""),
        ("https://vidu.vn/tin-en-100200.html?hl=vi", ""),
        ("https://vidu.vn/khuyen-mai/en/tin-100200.html", ""),
        ("https://vidu.vn/tin?lang=tieng-viet", ""),
    ],
)
def test_the_language_of_an_edition_is_read_from_its_address(url: str, language: str) -> None:
    assert editions.language_of(url) == language


@pytest.mark.parametrize(
    ("lang", "head", "url"),
    [
        ("en", ELSEWHERE, "http://bao.vidu.vn/chuyen-100200.html"),
        ("en-x-mtfrom-vi", "", "http://bao.vidu.vn/bai-1.html"),
        ("vi", "", "http://bao-vidu-vn.translate.goog/bai-1.html"),
    ],
    ids=["hreflang", "marked", "translator"],
)
def test_a_translated_page_is_no_second_post(lang: str, head: str, url: str) -> None:
    page = a_page(TURNED.format(lang, head, "Overtime pay", ENGLISH, ENGLISH), url=url)
    with pytest.raises(ExtractionError) as found:
        extract(page, a_spec())
    assert found.value.reason == "translation"


def test_a_vietnamese_page_with_a_wrong_head_and_an_english_one_that_stands_alone_are_read() -> None:
    wrong = a_page(TURNED.format("en", ELSEWHERE, "Tiền tăng ca", TEXT, TEXT), url="http://bao.vidu.vn/khac-2.html")
    assert extract(wrong, a_spec())[0].title == "Tiền tăng ca"
    alone = a_page(TURNED.format("en", "", "Overtime pay", ENGLISH, ENGLISH))
    assert extract(alone, a_spec())[0].title == "Overtime pay"


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [(TEXT, True), (ENGLISH, False), ("노동자들이 임금을 요구했다. " * 20, False), ("", False)],
)
def test_vietnamese_is_known_by_its_marks(text: str, *, vietnamese: bool) -> None:
    assert editions.is_vietnamese(text) is vietnamese


def test_of_the_editions_that_a_news_sitemap_names_one_is_asked_for(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    day = "<news:news><news:publication_date>2026-11-20T08:00:00+07:00</news:publication_date></news:news>"
    paths = (
        "/bai-100200.html",
        "/bai-100200.html/amp",
        "/bai-100200.html?lang=vi",
        "/en/chuyen-100202.html",
        "/hai-100201.html?amp=1",
    )
    rows = "".join(f"<url><loc>{web.base}{path}</loc>{day}</url>" for path in paths)
    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    web.answers["/tin.xml"] = Answer(f"<urlset {space}>{rows}</urlset>", headers={"Content-Type": "text/xml"})
    for path in paths:
        web.answers[path] = Answer(an_article("Tiền tăng ca", TEXT, TEXT))
    entry = f'[[entries]]\ntype = "sitemap"\nurl = "{web.base}/tin.xml"'
    done = run_crawl({"mot": a_source(web.base, entry, 'article = "-\\\\d{6}[.]html"')})
    assert {path: done.of(path) for path in paths} == {
        paths[0]: ("stored", ""),
        paths[1]: ("same", "edition"),
        paths[2]: ("same", "edition"),
        paths[3]: ("refused", "translation"),
        paths[4]: ("stored", ""),
    }
    assert not web.times("/en/chuyen-100202.html")
    named = [extract(a_page(row["body"], url=row["url"]), None)[0].url for row in done.pages]
    assert sorted(named) == [f"{web.base}/bai-100200.html", f"{web.base}/hai-100201.html"]


def test_a_source_in_another_language_is_read_in_it(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    web.answers["/en/news"] = Answer('<a href="/en/overtime-pay-100200.html">1</a><a href="/fr/paie-100200.html">2</a>')
    web.answers["/en/overtime-pay-100200.html"] = Answer(an_article("Overtime pay", ENGLISH, ENGLISH))
    entry = f'[[entries]]\ntype = "list"\nurl = "{web.base}/en/news"'
    done = run_crawl({"mot": a_source(web.base, entry)})
    assert done.of("/en/overtime-pay-100200.html") == ("stored", "")
    assert done.of("/fr/paie-100200.html") == ("refused", "translation")
