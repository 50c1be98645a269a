"""One form for each address, and which links are articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_crawlers_split import a_spec

from crawlers import links

BASE = "http://bao.vidu.vn"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Bao.ViDu.VN/Tin/A-1.html#binh-luan", "http://bao.vidu.vn/Tin/A-1.html"),
        ("http://bao.vidu.vn:80/a", "http://bao.vidu.vn/a"),
        ("https://bao.vidu.vn:443", "https://bao.vidu.vn/"),
        ("http://bao.vidu.vn/a?utm_source=rss&utm_medium=feed", "http://bao.vidu.vn/a"),
        ("http://bao.vidu.vn/a?id=7&fbclid=xyz&zarsrc=30", "http://bao.vidu.vn/a?id=7"),
        ("http://bao.vidu.vn/Default.aspx?tabid=656&NID=12", "http://bao.vidu.vn/Default.aspx?tabid=656&NID=12"),
        ("http://bao.vidu.vn/v1/posts?limit=5&access_token=bi-mat", "http://bao.vidu.vn/v1/posts?limit=5"),
        ("  http://bao.vidu.vn/a b  ", "http://bao.vidu.vn/a%20b"),
        ("javascript:alert(1)", ""),
        ("mailto:a@vidu.vn", ""),
        ("file:///etc/passwd", ""),
        ("http://ai@bao.vidu.vn/", ""),
        ("http://[::", ""),
        ("", ""),
    ],
)
def test_an_address_is_asked_for_in_one_form(url: str, expected: str) -> None:
    assert links.normalise(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://m.vidu.vn/a-1.html", "https://vidu.vn/a-1.html"),
        ("https://amp.vidu.vn/a-1.html?utm_source=x", "https://vidu.vn/a-1.html"),
        ("https://vidu.vn/a-1/amp/", "https://vidu.vn/a-1"),
        ("https://vidu.vn/a?amp=1&id=3", "https://vidu.vn/a?id=3"),
        ("https://vidu.vn/a?id=%C4%91", "https://vidu.vn/a?id=%C4%91"),
        ("https://m.vn/a", "https://m.vn/a"),
    ],
)
def test_mobile_and_amp_editions_are_the_same_article(url: str, expected: str) -> None:
    assert links.canonical(url) == expected


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(tail: str) -> None:
    once = links.normalise("http://vidu.vn/" + tail)
    assert not once or links.normalise(once) == once
    assert links.canonical(links.canonical(once or "http://vidu.vn/")) == links.canonical(once or "http://vidu.vn/")


def test_a_base_on_another_host_is_not_believed() -> None:
    html = b"""<base href="https://anh.kho.vn/"><a href="/lao-dong/bai-mot-100201.html">1</a>
    <a href="lao-dong/bai-hai-100202.html">2</a><a href="http://bao.vidu.vn/bai-ba-100203.html">3</a>"""
    assert links.article_links(html, BASE + "/muc/", a_spec()) == (
        f"{BASE}/lao-dong/bai-mot-100201.html",
        f"{BASE}/muc/lao-dong/bai-hai-100202.html",
        f"{BASE}/bai-ba-100203.html",
    )


def test_a_base_on_the_same_host_is_believed() -> None:
    html = b'<base href="http://bao.vidu.vn/"><a href="lao-dong/bai-hai-100202.html">2</a>'
    assert links.article_links(html, BASE + "/muc/sau/", a_spec()) == (f"{BASE}/lao-dong/bai-hai-100202.html",)


def test_only_listed_hosts_are_read() -> None:
    html = b"""<a href="http://khac.vn/bai-mot-100201.html">1</a><a href="http://news.vidu.vn/bai-mot-100201.html">en</a>
    <a href="http://tre.vidu.vn/bai-hai-100202.html">2</a><a href="http://www.bao.vidu.vn/bai-ba-100203.html">3</a>"""
    spec = a_spec(hosts=["tre.vidu.vn"])
    found = links.article_links(html, BASE + "/", spec)
    assert found == ("http://tre.vidu.vn/bai-hai-100202.html", "http://www.bao.vidu.vn/bai-ba-100203.html")


def test_the_sources_pattern_decides_what_is_an_article() -> None:
    html = b'<a href="/x.html">x</a><a href="/tin-7.ldo">7</a><a href="/tin-7.ldo#c">7</a>'
    html += b'<a href="/tin-dai-hon-bon-chu-1234.html">y</a>'
    assert links.article_links(html, BASE + "/", a_spec(article=r"-\d+\.ldo$")) == (f"{BASE}/tin-7.ldo",)


@pytest.mark.parametrize(
    "path",
    [
        "/anh/bai-viet-rat-dai-ve-cong-nhan-123456.jpg",
        "/",
        "/lien-he",
        "/rss/tin-moi.rss",
        "/tim-kiem?q=1",
        "/muc/lao-dong.html",
    ],
)
def test_what_does_not_look_like_an_article_is_left(path: str) -> None:
    assert not links.looks_like_article(BASE + path, BASE + "/", None)
