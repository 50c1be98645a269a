"""Drafting a source: clues of a front page, the pattern of its addresses, selectors that its articles share."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from crawling_help import NOW, a_page

from crawlers.readers.found import Found
from crawlers.spec import Entry, EntryType, Selectors, load_spec
from crawlers.survey import clues
from crawlers.survey.guess import common_selectors
from crawlers.survey.look import Findings, Sample, Way, read_sample
from crawlers.survey.patterns import common_pattern
from crawlers.survey.propose import as_toml, entries, proposal, slug_for, tentative

TEXT = "Công đoàn cơ sở đề nghị công ty công khai thang bảng lương và trả lời trước ngày hai mươi tháng này."


def test_feeds_are_those_of_the_site_and_none_of_comments() -> None:
    tree = lxml.html.document_fromstring(
        "<head><link type='application/rss+xml' href='/feed/'><link type='application/rss+xml' href='/comments/feed/'>"
        "</head><body><a href='/rss/thoi-su.rss'>a</a><a href='https://khac.vidu.vn/rss/x.rss'>b</a>"
        "<a href='/rss.html'>c</a></body>"
    )
    base = "https://bao.vidu.vn/"
    assert clues.stated_feeds(tree, base) == ("https://bao.vidu.vn/feed/", "https://bao.vidu.vn/rss/thoi-su.rss")
    assert clues.feed_hubs(tree, base) == ("https://bao.vidu.vn/rss.html",)


@pytest.mark.parametrize(
    ("html", "name"),
    [("<link href='/wp-content/x.css'>", "WordPress"), ("<meta content='NukeViet v4'>", "NukeViet"),
     ("<input name='__VIEWSTATE'>", "ASP.NET"), ("<p>x</p>", "")],
)  # fmt: skip
def test_systems_are_known_by_their_signs(html: str, name: str) -> None:
    assert clues.systems_of(html)[0].name == name
    assert clues.systems_of(html)[-1].name == ""


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (["/tin/mot-hai-123.html", "/tin/ba-bon-456.html", "/tin/nam-789.html"], r"^/tin/[a-z0-9-]+-\d+\.html$"),
        (["/a/x-y-1001.htm", "/b/z-1002.htm", "/c/w-1003.htm"], r"^/[^/]+/[a-z0-9-]+-\d+\.htm$"),
        (["/2026/11/mot-hai-ba/", "/2026/10/bon-nam-sau/", "/2026/09/bay-tam-chin/"], "^/[^/]+/[^/]+/[a-z0-9-]+/$"),
        (["/hoi/12-a-b", "/hoi/13-c", "/hoi/14-d"], r"^/hoi/\d+-[a-z0-9-]+$"),
        (["/a", "/b/c", "/d/e/f"], ""),
        (["/tin/mot-123.html"], ""),
        (["/x?id=1", "/x?id=2", "/x?id=3"], ""),
    ],
)
def test_the_pattern_of_article_addresses(paths: list[str], pattern: str) -> None:
    assert common_pattern("https://vidu.vn" + path for path in paths) == pattern
    assert all(re.search(pattern, path) for path in paths)


def a_sample(number: int) -> Sample:
    when = f"<span class='ngay'>Thứ ba, 1{number}/11/2026 08:15</span>"
    body = f"<div class='noi-dung'><p>{TEXT} Số {number}.</p><p>{TEXT}</p></div>"
    page = f"<title>Trang Vĩ Dụ</title><div class='dau'>20/11/2026</div><h2 class='tua'>Bài về lương số {number}</h2>"
    return read_sample(a_page(f"<html><body>{page}{when}{body}</body></html>"), tentative("http://bao.vidu.vn/"))


def test_selectors_that_three_articles_share() -> None:
    found = common_selectors([a_sample(1), a_sample(2), a_sample(3)])
    assert found == Selectors(title="h2.tua", body="div.noi-dung", date="span.ngay")


def test_one_article_is_no_ground_for_selectors() -> None:
    assert common_selectors([a_sample(1)]) == Selectors()


def test_a_draft_is_a_source_file_that_is_not_enabled(tmp_path: Path) -> None:
    spec = tentative("https://www.vidu.org.vn/tin/")
    home = a_page("<title>Công đoàn Vĩ Dụ | Trang chủ</title>", url=spec.url)
    feed = Entry(type=EntryType.FEED, url="https://www.vidu.org.vn/rss")
    found = tuple(Found(f"https://www.vidu.org.vn/tin/bai-so-{number}000.html", NOW) for number in range(1, 5))
    draft = proposal(spec, Findings(spec.url, home, (), (Way(feed, found),)))
    path = tmp_path / f"{draft.slug}.toml"
    path.write_text(as_toml(draft), encoding="utf-8")
    assert load_spec(path) == draft
    assert (draft.name, draft.kind, draft.enabled) == ("Công đoàn Vĩ Dụ", "union_portal", False)
    assert draft.article == r"^/tin/[a-z0-9-]+-\d+\.html$"


def test_ways_of_one_kind_are_proposed_once_and_later_kinds_as_fallbacks() -> None:
    kinds = (EntryType.FEED, EntryType.FEED, EntryType.SITEMAP, EntryType.LIST)
    ways = [Way(Entry(type=kind, url=f"https://vidu.vn/{number}")) for number, kind in enumerate(kinds)]
    assert [(one.url[-1], one.fallback) for one in entries(ways)] == [("0", False), ("2", True), ("3", True)]


@pytest.mark.parametrize(
    ("url", "slug"),
    [("https://www.congdoanvidu.org.vn/x", "congdoanvidu"), ("https://m.bao-vidu.vn", "bao-vidu"),
     ("http://127.0.0.1:18083/", "127-0-0-1-18083")],
)  # fmt: skip
def test_a_source_is_named_after_its_host(url: str, slug: str) -> None:
    assert slug_for(url) == slug


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="no address of a site"):
        tentative("khong phai")
