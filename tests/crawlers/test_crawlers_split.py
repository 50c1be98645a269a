"""What people wrote, and who they are, is cut before a page is kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from crawling_help import a_page
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.spec import SourceSpec
from crawlers.split import split
from domain.post import PostKind

NAME = "Trương Thị Bé Bảy"
SAID = "Xưởng em nợ lương hai tháng rồi mà chưa thấy ai xuống hỏi."


def a_spec(**changes: object) -> SourceSpec:
    return SourceSpec.model_validate(
        {
            "slug": "vidu",
            "name": "Ví dụ",
            "url": "http://bao.vidu.vn/",
            "kind": "press",
            "level": "national",
            "enabled": False,
            "reason": "thử",
            **changes,
        }
    )


COMMENTS = {"block": ".yk", "item": ".mot", "text": ".loi", "time": ".luc"}
PAGE = f"""<!DOCTYPE html><html><head><title>Bài</title><meta name="author" content="{NAME}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bài", "author": {{"name": "{NAME}"}},
 "comment": [{{"text": "x", "author": "{NAME}"}}]}}</script><script>var binhLuan = "{NAME}";</script></head>
<body><!-- {NAME} --><h1>Bài</h1><p class="tac-gia">{NAME}</p><div class="than"><p>Thân bài dài vừa đủ để đọc.</p>
<p style="text-align: right"><strong>{NAME}</strong></p></div>
<div class="yk"><div class="mot" data-user="b7"><b>{NAME}</b><p class="loi">{SAID}</p>
<i class="luc">8h05 ngày 19/11/2026</i></div>
<div class="mot"><b>{NAME}</b><p class="loi"> </p></div></div><p>Sau bình luận.</p></body></html>"""


def test_a_comment_keeps_text_and_time_and_never_its_author() -> None:
    parts = split(a_page(PAGE), a_spec(remarks=[COMMENTS]))
    (remark,) = parts.remarks
    assert remark.text == SAID
    assert remark.published_at == datetime(2026, 11, 19, 1, 5, tzinfo=UTC)
    assert remark.kind is PostKind.COMMENT
    kept = parts.page.body.decode()
    assert NAME not in kept
    assert SAID not in kept
    assert "b7" not in kept
    assert "Thân bài dài" in kept
    assert "Sau bình luận" in kept


@pytest.mark.parametrize(
    "block",
    [
        '<div id="comments"><p>{said}</p><cite>{name}</cite></div>',
        '<section class="box-comment"><p>{said}</p><a>{name}</a></section>',
        '<div class="binh-luan"><p>{name}: {said}</p></div>',
        '<ul class="ykien_item"><li>{name}: {said}</li></ul>',
        '<div class="lfr-discussion"><a class="user-name">{name}</a>{said}</div>',
        '<div itemprop="comment"><span itemprop="author">{name}</span>{said}</div>',
        "<script>window.__DATA__ = {{'who': '{name}', 'said': '{said}'}}</script>",
        '<textarea name="goi-y">{name} {said}</textarea>',
        '<iframe srcdoc="{name} {said}"></iframe>',
    ],
)
def test_comments_of_a_source_that_describes_none_are_cut_too(block: str) -> None:
    page = f"<h1>Bài</h1><p>Thân bài.</p>{block.format(name=NAME, said=SAID)}<p>Cuối bài.</p>"
    kept = split(a_page(page), a_spec()).page.body.decode()
    assert NAME not in kept
    assert SAID not in kept
    assert "Thân bài." in kept
    assert "Cuối bài." in kept


def test_an_article_in_an_opinion_section_stays() -> None:
    page = '<body class="comments-open"><div class="y-kien"><h1>Ý kiến: tăng lương</h1><p>Cần tăng lương sớm.</p></div>'
    assert "Cần tăng lương sớm." in split(a_page(page), a_spec()).page.body.decode()


def test_a_question_is_read_and_its_asker_is_not() -> None:
    asker = f'<p class="nguoi">Người hỏi: {NAME}</p>'
    page = f'<h1>Hỏi</h1><div class="hoi">{asker}<div class="nd"><p>Một.</p><p>Hai?</p></div></div>'
    block = {"block": ".hoi", "text": ".nd", "kind": "question"}
    parts = split(a_page(page), a_spec(kind="question_column", remarks=[block]))
    assert [(remark.text, remark.published_at, remark.kind) for remark in parts.remarks] == [
        ("Một.\nHai?", None, PostKind.QUESTION)
    ]
    assert NAME not in parts.page.body.decode()


def test_an_api_row_loses_its_writers_and_comments() -> None:
    row = {
        "id": "1_2", "message": "Thông báo nghỉ Tết\nNghỉ chín ngày.", "created_time": "2026-11-19T01:00:00+0000",
        "permalink_url": "http://trang.vidu.vn/1/posts/2", "from": {"name": NAME},
        "comments": {"data": [
            {"id": "9", "message": SAID, "created_time": "2026-11-19T02:00:00+0000", "from": {"name": NAME}}
        ]},
    }  # fmt: skip
    parts = split(a_page(json.dumps(row), content_type="application/json"), a_spec())
    kept = parts.page.body.decode()
    assert NAME not in kept
    assert SAID not in kept
    assert "1_2" not in kept
    assert "Nghỉ chín ngày." in kept
    assert [(remark.text, remark.published_at) for remark in parts.remarks] == [
        (SAID, datetime(2026, 11, 19, 2, tzinfo=UTC))
    ]


def test_a_wordpress_row_is_cleaned_inside_its_html() -> None:
    html = f'<p>Thân bài.</p><p class="author">{NAME}</p><div class="comments"><p>{NAME}</p></div>'
    row = {
        "id": 4,
        "author": 3,
        "link": "http://wp.vidu.vn/a",
        "title": {"rendered": "Bài"},
        "content": {"rendered": html},
    }
    parts = split(a_page(json.dumps(row), content_type="application/json"), a_spec())
    assert NAME not in parts.page.body.decode()
    assert "Thân bài." in parts.page.body.decode()
    assert '"author"' not in parts.page.body.decode()


def test_headers_that_are_not_needed_are_not_kept() -> None:
    page = a_page("<h1>a</h1>")
    noisy = type(page)(
        page.source, page.url, page.fetched_at, 200, {**page.headers, "set-cookie": "x=1", "etag": "e"}, page.body
    )
    assert dict(split(noisy, None).page.headers) == {"content-type": "text/html; charset=utf-8", "etag": "e"}


def test_splitting_twice_changes_nothing() -> None:
    once = split(a_page(PAGE), a_spec(remarks=[COMMENTS])).page
    assert split(once, a_spec(remarks=[COMMENTS])).page.body == once.body


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=800),
    st.sampled_from(["text/html", "application/json", "text/xml; charset=utf-16", "", "charset=x"]),
)
def test_any_bytes_can_be_split(body: bytes, content_type: str) -> None:
    split(a_page(body, content_type=content_type), a_spec(remarks=[COMMENTS]))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(
    ["<div class='yk'>", "</div>", "<p class=loi>", "<b>", "</b>", "<table><td>", "<!--", "-->", "<script>",
     "</script>",
     "&#0;", "<svg>", "<p class=mot>", "\x00", "<body>", "</html>", "<h1>", "lời nói", "<?php", "<![CDATA[",
     "<iframe>", "\ud800"]
), max_size=40))  # fmt: skip
def test_any_tangle_of_tags_can_be_split(pieces: list[str]) -> None:
    split(a_page("".join(pieces).encode("utf-8", "surrogatepass")), a_spec(remarks=[COMMENTS]))
