"""Feeds, sitemaps, lists and APIs as they really answer."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from crawling_help import a_feed, a_page
from hypothesis import given, settings
from hypothesis import strategies as st
from test_crawlers_split import a_spec

from crawlers.errors import EntryError
from crawlers.readers import READERS
from crawlers.readers.found import Reading
from crawlers.spec import Entry, EntryType

BASE = "http://bao.vidu.vn"
EIGHT = datetime(2026, 11, 20, 1, tzinfo=UTC)


def read(kind: str, body: str | bytes, *, path: str = "/nguon", content_type: str = "", **entry: object) -> Reading:
    extra = {"token_env": "MA"} if kind in ("graph", "youtube") else {}
    way = Entry.model_validate({"type": kind, "url": BASE + path, **extra, **entry})
    page = a_page(body, url=BASE + path, content_type=content_type or "text/html")
    return READERS[EntryType(kind)].read(page, a_spec(entries=[way]), way)


def test_rss_is_read_whatever_content_type_it_is_served_as() -> None:
    reading = read("feed", "\n\ufeff " + a_feed(f"{BASE}/a-1.html", f"{BASE}/b-2.html", f"{BASE}/a-1.html"))
    assert [(one.url, one.published_at) for one in reading.found] == [
        (f"{BASE}/a-1.html", EIGHT),
        (f"{BASE}/b-2.html", EIGHT),
    ]


def test_a_link_in_cdata_loses_its_tracking() -> None:
    reading = read("feed", a_feed(f"<![CDATA[ {BASE}/a-1.html?utm_source=rss&utm_medium=feed ]]>"))
    assert [one.url for one in reading.found] == [f"{BASE}/a-1.html"]


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 20 Nov 2026 08:00:00 +07",
        "Fri, 20 Nov 2026 08:00:00 GMT+7",
        "Fri Nov 20 08:00:00 ICT 2026",
        "11/20/2026 8:00:00\u202fAM",
        "2026-11-20T08:00:00+07:00",
        "20/11/2026 08:00",
    ],
)
def test_the_dates_of_real_feeds_are_read(date: str) -> None:
    assert read("feed", a_feed(f"{BASE}/a-1.html", date=date)).newest == EIGHT


def test_atom_takes_the_alternate_link() -> None:
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title>
    <link rel="enclosure" href="{BASE}/anh.jpg"/><link href="{BASE}/a-1.html"/>
    <updated>2026-11-20T01:00:00Z</updated></entry></feed>"""
    assert [(one.url, one.published_at) for one in read("feed", atom).found] == [(f"{BASE}/a-1.html", EIGHT)]


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("<link>/muc/a-1.html</link>", "/muc/a-1.html"),
        ("<link>tin.aspx?id=5&cat=2</link>", "/tin.aspx?id=5&cat=2"),
        ("<link><![CDATA[\n /tin.aspx?id=5&cat=2 ]]></link>", "/tin.aspx?id=5&cat=2"),
        ("<link><![CDATA[/tin.aspx?id=5&amp;cat=2]]></link>", "/tin.aspx?id=5&cat=2"),
        ("<link>/tin.aspx?id=5&amp;cat=2</link>", "/tin.aspx?id=5&cat=2"),
        (f"<link/><guid isPermaLink='true'>{BASE}/a-1.html</guid>", "/a-1.html"),
        (f"<guid isPermaLink='false'>7</guid><link>{BASE}/a-1.html</link>", "/a-1.html"),
        ("<link></link><guid>7</guid>", ""),
    ],
)
def test_a_link_is_read_however_it_is_written(link: str, path: str) -> None:
    feed = a_feed("x").replace("<link>x</link>", link)
    assert [one.url for one in read("feed", feed).found] == ([BASE + path] if path else [])


@pytest.mark.parametrize(
    "before", ["", "\n\n", "<br />\n<b>Warning</b>: mysql in /srv/tin.php<br />\n", "<!-- 0,3 s -->"]
)
def test_what_a_sites_program_says_before_its_feed_is_passed_over(before: str) -> None:
    feed = a_feed(f"{BASE}/a-1.html").replace("pubDate", "dc:date")
    assert [(one.url, one.published_at) for one in read("feed", before + feed).found] == [(f"{BASE}/a-1.html", EIGHT)]


def test_a_news_sitemap_dates_its_articles_whether_its_prefix_is_declared_or_not() -> None:
    row = f"""<url><loc> {BASE}/moi-bai-viet-100002.html
    </loc><lastmod>2026-11-21</lastmod><n:news><n:title>T</n:title>
    <n:publication_date>2026-11-20T08:00:00+07:00</n:publication_date></n:news></url>"""
    for space in ("", 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'):
        found = read("sitemap", f"<urlset {space}>{row}</urlset>").found
        assert [(one.url, one.published_at) for one in found] == [(f"{BASE}/moi-bai-viet-100002.html", EIGHT)]


def test_a_broken_feed_gives_what_is_whole() -> None:
    broken = a_feed(f"{BASE}/a-1.html").replace("Bài", "Lương &nbsp; thưởng & phép <b>").replace("</channel></rss>", "")
    assert [one.url for one in read("feed", broken).found] == [f"{BASE}/a-1.html"]


@pytest.mark.parametrize(
    "body", ["", "<html><script>document.cookie='a'</script></html>", "404", '{"a": 1}', "<urlset/>", "\x00\x01"]
)
def test_what_is_no_feed_is_an_error_and_not_an_empty_feed(body: str) -> None:
    with pytest.raises(EntryError) as raised:
        read("feed", body)
    assert raised.value.reason == "not-a-feed"


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {new} "{("&" + old + ";") * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    body = bomb + f"]><rss><channel><item><title>&i;</title><link>{BASE}/a-1.html</link></item></channel></rss>"
    assert [one.url for one in read("feed", body).found] == [f"{BASE}/a-1.html"]


def test_a_sitemap_gives_newest_first_and_an_index_its_sitemaps() -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    urls = f"""<?xml version="1.0"?><urlset {space}><url>
    <loc>{BASE}/cu-bai-viet-100001.html</loc><lastmod>2026-11-01</lastmod></url>
    <url><loc>{BASE}/moi-bai-viet-100002.html</loc><lastmod>2026-11-19T08:00:00+07:00</lastmod></url><url><loc>{BASE}/</loc></url></urlset>"""
    for body in (urls, gzip.compress(urls.encode())):
        assert [one.url[-11:] for one in read("sitemap", body).found] == ["100002.html", "100001.html"]
    listed = "".join(f"<sitemap><loc>{BASE}/{name}.xml</loc></sitemap>" for name in ("tin", "anh"))
    index = f"<sitemapindex {space}>{listed}</sitemapindex>"
    assert read("sitemap", index, follow="tin").more == (f"{BASE}/tin.xml",)
    with pytest.raises(EntryError):
        read("sitemap", b"\x1f\x8bhong")


def test_a_list_gives_articles_and_further_pages() -> None:
    pages = '<p class="trang"><a href="?trang=2">2</a><a href="?trang=3">3</a></p>'
    html = '<a class="t" href="/bai-mot-100201.html">1</a>' + pages
    reading = read("list", html, path="/ds", links="a.t", next=".trang a")
    assert [one.url for one in reading.found] == [f"{BASE}/bai-mot-100201.html"]
    assert reading.more == (f"{BASE}/ds?trang=2", f"{BASE}/ds?trang=3")


def test_wordpress_is_asked_without_authors_and_paged() -> None:
    way = Entry.model_validate({"type": "wordpress", "url": BASE + "/wp-json/wp/v2/posts", "read_pages": False})
    assert "author" not in READERS[EntryType.WORDPRESS].first(way)
    rows = json.dumps(
        [{"link": f"{BASE}/a/", "date_gmt": "2026-11-20T01:00:00", "content": {"rendered": "<p>x</p>"}}] * 50
    )
    reading = read("wordpress", rows, path="/wp-json/wp/v2/posts?per_page=50&page=1", read_pages=False)
    assert reading.found[0].published_at == EIGHT
    assert reading.found[0].row is not None
    assert reading.more == (f"{BASE}/wp-json/wp/v2/posts?per_page=50&page=2",)
    assert read("wordpress", "[]").more == ()
    with pytest.raises(EntryError):
        read("wordpress", '{"code": "rest_no_route"}')


def test_the_graph_api_is_asked_for_no_names_and_its_token_stays_out() -> None:
    way = Entry.model_validate({"type": "graph", "url": BASE + "/v21.0/1/posts", "token_env": "MA"})
    asked = READERS[EntryType.GRAPH].first(way)
    assert asked.endswith(
        "fields=message,created_time,permalink_url,comments.limit(100){message,created_time}&limit=50"
    )
    answer = {
        "data": [
            {"message": "m", "permalink_url": f"{BASE}/1/posts/2", "created_time": "2026-11-20T01:00:00+0000"},
            {"id": "3"},
        ],
        "paging": {"next": f"{BASE}/v21.0/1/posts?after=25&access_token=bi-mat"},
    }  # fmt: skip
    reading = read("graph", json.dumps(answer))
    assert [(one.url, one.published_at) for one in reading.found] == [(f"{BASE}/1/posts/2", EIGHT)]
    assert reading.more == (f"{BASE}/v21.0/1/posts?after=25",)
    with pytest.raises(EntryError) as raised:
        read("graph", '{"error": {"code": 190, "message": "bi-mat"}}')
    assert "bi-mat" not in str(raised.value)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(EntryType)), st.binary(max_size=300))
def test_any_bytes_give_a_reading_or_an_entry_error(kind: EntryType, body: bytes) -> None:
    try:
        read(kind.value, body)
    except EntryError as error:
        assert error.reason  # noqa: PT017 - both ends are right


@given(
    st.sampled_from(["wordpress", "graph", "youtube"]),
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["data", "items", "snippet", "link", "message", "permalink_url", "paging", "next", "error"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
)
def test_any_json_gives_a_reading_or_an_entry_error(kind: str, value: object) -> None:
    try:
        read(kind, json.dumps(value))
    except EntryError as error:
        assert error.reason  # noqa: PT017 - both ends are right
