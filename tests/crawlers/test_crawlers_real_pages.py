"""Recorded real pages, where the folder of evaluation texts lies beside the checkout."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from crawling_help import ROOT, Answer, Crawled, SmallWeb, a_page, a_source

from crawlers import links
from crawlers.extract import extract
from crawlers.readers import feed
from crawlers.spec import SourceSpec, load_spec
from crawlers.split import split
from domain.post import Page

pytestmark = pytest.mark.shared
LAODONG = "laodong.vn_home_2021-08.html"
VNEXPRESS = "vnexpress.net_article_2025-10-22.html"


@pytest.fixture
def pages(shared: Path) -> Path:
    return shared / "pages"


def spec_of(slug: str) -> SourceSpec:
    return load_spec(ROOT / "crawlers" / "sources" / f"{slug}.toml")


def test_every_article_link_of_laodong_is_found_in_spite_of_its_base(pages: Path) -> None:
    html = (pages / LAODONG).read_bytes()
    assert b'<base href="https://media.laodong.vn"' in html
    found = set(links.article_links(html, "https://laodong.vn/", spec_of("laodong")))
    hrefs = re.findall(r'href="([^"]+-\d+\.(?:ldo|bld))(?=["#?])', html.decode())
    wanted = {f"https://laodong.vn{href}" if href.startswith("/") else href for href in hrefs}
    assert found == wanted
    assert len(found) > 120


@pytest.mark.parametrize(
    ("file", "url", "slug", "at_least"),
    [
        ("dantri.com.vn_home_2019-06.html", "https://dantri.com.vn/", "dantri", 120),
        ("danviet.vn_home_2021-08.html", "https://danviet.vn/", "", 28),
    ],
)
def test_article_links_of_other_front_pages_are_found(
    pages: Path, file: str, url: str, slug: str, at_least: int
) -> None:
    html = (pages / file).read_bytes()
    found = set(links.article_links(html, url, spec_of(slug) if slug else None))
    host = url.split("/")[2]
    hrefs = re.findall(r'href="([^"]+-\d{14,20}\.htm)(?=["#?])', html.decode())
    wanted = {f"https://{host}{href}" if href.startswith("/") else href for href in hrefs}
    assert {one for one in wanted if one.startswith(url)} <= found
    assert len(found) >= at_least


def test_the_list_of_phu_tho_gives_its_articles(pages: Path) -> None:
    spec = SourceSpec.model_validate(
        {"slug": "phutho", "name": "LĐLĐ Phú Thọ", "url": "http://phutho.vidu.vn/", "kind": "union_portal",
         "level": "province", "enabled": False, "reason": "thử", "article": r"^/tintuc-detail\.php$"}
    )  # fmt: skip
    html = (pages / "ldld-phutho_tintuc.html").read_bytes()
    address = "http://phutho.vidu.vn/tintuc-detail.php"
    assert links.article_links(html, "http://phutho.vidu.vn/tintuc.php", spec) == (address,)
    detail = Page(
        "phutho",
        "http://phutho.vidu.vn/tintuc-detail.php",
        datetime.now(UTC),
        200,
        {},
        (pages / "ldld-phutho_tintuc-detail.html").read_bytes(),
    )
    assert extract(split(detail, spec).page, spec)[0].text


def test_the_vnexpress_article_equals_its_checked_result(pages: Path) -> None:
    gold = json.loads((pages / VNEXPRESS.replace(".html", ".expected.json")).read_text(encoding="utf-8"))["V1"]
    spec = spec_of("vnexpress")
    url = "https://vnexpress.net/dau-bung-keo-dai-phat-hien-ung-thu-lymphoma-ruot-non-4954454.html"
    parts = split(a_page((pages / VNEXPRESS).read_bytes(), url=url), spec)
    (post,) = extract(parts.page, spec, parts.remarks)
    captions = {image["caption"] for image in gold["images"]}
    paragraphs = [
        line
        for section in gold["body"]["sections"]
        for line in section["paragraphs"]
        if not any(line.startswith(caption) for caption in captions)  # the checked result counts captions as paragraphs
    ]
    assert post.title == gold["title"]
    assert post.text.split("\n") == [*gold["body"]["summary"], *paragraphs]
    assert post.published_at == datetime.fromisoformat(gold["publishing_date"])
    assert list(post.tags) == gold["topics"]
    assert post.url == url
    for author in gold["authors"]:
        assert author not in parts.page.body.decode()


def test_the_feed_of_2017_is_read_whole(pages: Path) -> None:
    body = (pages / "vnexpress.net_rss_tin-moi-nhat_2017-11-14.xml").read_bytes()
    spec = spec_of("vnexpress")
    reading = feed.read(a_page(body, url="https://vnexpress.net/rss/tin-moi-nhat.rss"), spec, spec.entries[0])
    whole = [item for item in body.decode().split("<item>")[1:] if "<link>" in item]
    assert len(reading.found) == len(whole) == 24
    assert all(one.published_at for one in reading.found)
    assert reading.newest == datetime(2017, 11, 14, 10, 42, 1, tzinfo=UTC)


def test_recorded_pages_are_crawled_over_http(
    pages: Path, small_web: Callable[[], SmallWeb], run_crawl: Callable[..., Crawled]
) -> None:
    paper, news = small_web(), small_web()
    paper.answers["/"] = Answer((pages / LAODONG).read_text(encoding="utf-8").replace("https://laodong.vn", paper.base))
    article = "/dau-bung-keo-dai-phat-hien-ung-thu-lymphoma-ruot-non-4954454.html"
    feed_text = (pages / "vnexpress.net_rss_tin-moi-nhat_2017-11-14.xml").read_text(encoding="utf-8")
    news.answers["/rss"] = Answer(re.sub(r"https://\w*\.?vnexpress\.net/", news.base + "/", feed_text))
    news.answers["/"] = Answer(f'<a href="{article}">bài</a>')
    news.answers[article] = Answer((pages / VNEXPRESS).read_bytes())
    entry = '[[entries]]\ntype = "{}"\nurl = "{}"'
    sources = {
        "lao-dong": a_source(paper.base, entry.format("list", paper.base + "/"), r"article = '-\d+\.(ldo|bld)$'"),
        "vne": a_source(
            news.base,
            entry.format("feed", news.base + "/rss") + "\n" + entry.format("list", news.base + "/"),
            r"article = '-\d{7}\.html$'",
        ),
    }
    done = run_crawl(sources)
    asked = counts_of(done)
    assert asked["lao-dong", "list"] == 1
    assert asked["lao-dong", "article"] > 110
    assert asked["vne", "article"] == 25
    assert done.of(article) == ("stored", "")


def counts_of(done: Crawled) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for row in done.outcomes:
        key = (row["source"], row["role"])
        counts[key] = counts.get(key, 0) + 1
    return counts
