"""From a kept page to its posts."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from crawling_help import NOW, a_page
from hypothesis import given, settings
from hypothesis import strategies as st
from test_crawlers_split import a_spec

from crawlers import boilerplate
from crawlers.errors import ExtractionError
from crawlers.extract import extract
from crawlers.split import split
from domain.post import ExtractedPost, PostKind, Remark

LEAD = "Gần hai trăm công nhân xưởng may đề nghị công ty trả đủ tiền làm thêm của tháng trước."
FIRST = "Sáng nay, đại diện công đoàn đã gặp ban giám đốc để nghe giải thích về bảng chấm công mới."
SECOND = "Hai bên thống nhất đối chiếu từng ca làm, chậm nhất cuối tuần sẽ có kết quả cho từng tổ."
CHOSEN = {"title": "h1", "lead": ".sapo", "body": ".than", "date": ".ngay", "section": ".muc", "tags": ".the a"}


def one(html: str, **changes: object) -> ExtractedPost:
    spec = a_spec(selectors=CHOSEN, **changes)
    parts = split(a_page(html), spec)
    return extract(parts.page, spec, parts.remarks)[0]


def an_article(*lines: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"""<html><head>{head}</head><body><p class="muc">Tiền lương</p><h1>Tiền làm thêm: hẹn cuối tuần</h1>
    <span class="ngay">Thứ sáu, 20/11/2026 08:15 (GMT+7)</span>
    <h2 class="sapo">{LEAD}</h2><div class="than">{paragraphs}</div>
    <p class="the"><a>làm thêm</a><a>Đồng Nai</a></p></body></html>"""


def test_the_sources_own_selectors_come_first() -> None:
    post = one(an_article(FIRST, SECOND))
    assert post == ExtractedPost(
        kind=PostKind.NEWS,
        url="http://bao.vidu.vn/tin/mot-bai-viet-100200.html",
        title="Tiền làm thêm: hẹn cuối tuần",
        text=f"{LEAD}\n{FIRST}\n{SECOND}",
        published_at=datetime(2026, 11, 20, 1, 15, tzinfo=UTC),
        section="Tiền lương",
        tags=("làm thêm", "Đồng Nai"),
    )


@pytest.mark.parametrize(
    "noise",
    [
        "Xem thêm: Công nhân được nghỉ Tết chín ngày",
        ">> Mời xem video buổi đối thoại",
        "Chia sẻ",
        "QUẢNG CÁO",
        "Ảnh: Văn Thử",
        "Công nhân tan ca chiều thứ sáu. Ảnh: Văn Thử",
        "Theo dõi báo trên Google News",
        "Lưu bài viết",
        "Chia sẻ:",
        "Facebook Twitter Zalo",
        "Mời bạn đọc xem thêm: Công nhân được nghỉ Tết",
        "Trở về đầu trang",
        "Từ khoá: lương",
        "Chủ đề: Tiền lương",
        "Từ khóa: lương, thưởng",
    ],
)
def test_boilerplate_between_the_lines_is_cut(noise: str) -> None:
    assert one(an_article(FIRST, noise, SECOND)).text == f"{LEAD}\n{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "end",
    ["Tin liên quan", "TIN CÙNG CHUYÊN MỤC", "Xem nhiều nhất", "Bình luận (12)", "Tin khác:", "Tin, bài liên quan"],
)
def test_the_sites_own_boxes_end_the_article(end: str) -> None:
    assert one(an_article(FIRST, end, SECOND)).text == f"{LEAD}\n{FIRST}"


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ với đoàn viên, ông cho biết tiền thưởng sẽ được trả trước ngày 20 tháng Chạp.",
        "Bình luận về mức tăng này, nhiều công nhân nói vẫn chưa đủ bù tiền trọ.",
        "Phản hồi của công ty đến sau ba ngày, hẹn đối thoại vào đầu tuần tới.",
        "Quảng cáo việc nhẹ lương cao trên mạng khiến hàng chục người mất tiền cọc.",
        "Xem thêm hợp đồng thì thấy điều khoản về tiền chuyên cần đã bị bỏ.",
    ],
)
def test_sentences_that_begin_like_boilerplate_stay(line: str) -> None:
    assert line in one(an_article(FIRST, line, SECOND)).text


def test_captions_and_related_boxes_inside_the_body_are_cut() -> None:
    inside = "<figure><img><figcaption>Chú thích ảnh dài</figcaption></figure><div class='box-related'>Bài khác</div>"
    assert one(an_article(FIRST, SECOND).replace("</div>", inside + "</div>")).text == f"{LEAD}\n{FIRST}\n{SECOND}"


def test_line_breaks_part_paragraphs() -> None:
    assert one(an_article(f"{FIRST}<br><br>{SECOND}")).text == f"{LEAD}\n{FIRST}\n{SECOND}"


def test_json_ld_gives_what_no_selector_finds() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebPage"}, {
            "@type": ["NewsArticle"], "headline": "Tăng ca ba tháng liền", "articleBody": f"{FIRST}\n\n{SECOND}",
            "datePublished": "2026-11-19T23:30:00+07:00", "articleSection": "Việc làm",
            "keywords": ["tăng ca", "điện tử"],
        }],
    }  # fmt: skip
    html = f'<script type="application/ld+json">{json.dumps(data)}</script><body><div>menu</div></body>'
    (post,) = extract(a_page(html), None)
    assert (post.title, post.text, post.section) == ("Tăng ca ba tháng liền", f"{FIRST}\n{SECOND}", "Việc làm")
    assert post.published_at == datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    assert post.tags == ("tăng ca", "điện tử")


def test_a_page_that_nothing_describes_is_read_by_trafilatura() -> None:
    menu = "<ul>" + "".join(f'<li><a href="/muc-{n}">Mục {n}</a></li>' for n in range(20)) + "</ul>"
    text = f"<div><p>{LEAD}</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    html = f"<html><head><title>Đối thoại ở xưởng may | Báo</title></head><body>{menu}{text}</body>"
    (post,) = extract(a_page(html), None)
    assert post.title == "Đối thoại ở xưởng may"
    assert FIRST in post.text
    assert "Mục 7" not in post.text


def test_an_undated_page_stays_undated_and_a_future_date_is_unknown() -> None:
    bare = an_article(FIRST, SECOND).replace("Thứ sáu, 20/11/2026 08:15 (GMT+7)", "")
    assert one(bare).published_at is None
    assert one(bare.replace('class="ngay">', 'class="ngay">20/11/2099 08:15')).published_at is None


def test_the_canonical_address_is_believed_only_on_its_own_site() -> None:
    link = '<link rel="canonical" href="{}">'
    own = one(an_article(FIRST, head=link.format("https://m.bao.vidu.vn/tin/dung-1.html?utm_source=zalo#cuoi")))
    assert own.url == "https://bao.vidu.vn/tin/dung-1.html"
    foreign = one(an_article(FIRST, head=link.format("https://khac.vidu.vn/tin/dung-1.html")))
    assert foreign.url == "http://bao.vidu.vn/tin/mot-bai-viet-100200.html"
    front = one(an_article(FIRST, head=link.format("http://bao.vidu.vn/")))
    assert front.url == "http://bao.vidu.vn/tin/mot-bai-viet-100200.html"


def test_comments_stand_under_their_articles_title_and_address() -> None:
    spec = a_spec(selectors=CHOSEN)
    remark = Remark("Tổ em cũng bị trừ.", NOW)
    article, comment = extract(a_page(an_article(FIRST, SECOND)), spec, [remark])
    assert comment == ExtractedPost(
        PostKind.COMMENT, article.url, "", "Tổ em cũng bị trừ.", NOW, context=article.title, section="Tiền lương"
    )


def test_a_question_without_an_answer_has_no_article() -> None:
    spec = a_spec(kind="question_column", selectors={"title": "h1", "body": ".tra-loi"})
    question = Remark("Tôi có được nghỉ bù không?", NOW, PostKind.QUESTION)
    (post,) = extract(a_page("<h1>Nghỉ bù</h1><p>Đang chờ trả lời.</p>"), spec, [question])
    assert (post.kind, post.context, post.text) == (PostKind.QUESTION, "Nghỉ bù", "Tôi có được nghỉ bù không?")


def test_an_answer_stands_under_the_date_of_its_question() -> None:
    spec = a_spec(kind="question_column", selectors={"title": "h1", "body": ".tra-loi"})
    question = Remark("Tôi có được nghỉ bù không?", NOW, PostKind.QUESTION)
    answer, asked = extract(a_page(f'<h1>Nghỉ bù</h1><div class="tra-loi"><p>{FIRST}</p></div>'), spec, [question])
    assert (answer.kind, answer.text, answer.published_at) == (PostKind.NOTICE, FIRST, NOW)
    assert asked.kind is PostKind.QUESTION


@pytest.mark.parametrize(
    "title", ["Thông báo tuyển sinh lớp bổ túc", "KẾ HOẠCH tổ chức Tháng Công nhân", "V/v lịch nghỉ Tết"]
)
def test_a_notice_is_known_by_its_title(title: str) -> None:
    html = an_article(FIRST).replace("Tiền làm thêm: hẹn cuối tuần", title)
    assert one(html, kind="union_portal").kind is PostKind.NOTICE


def test_a_page_post_has_its_first_line_as_title() -> None:
    row = {"message": f"Phòng trọ tháng này bao nhiêu?\n\n{FIRST}", "created_time": "2026-11-19T01:00:00+0000",
           "permalink_url": "http://trang.vidu.vn/1/posts/2"}  # fmt: skip
    (post,) = extract(a_page(json.dumps(row), content_type="application/json; charset=utf-8"), a_spec(kind="page"))
    assert (post.title, post.text, post.url) == (
        "Phòng trọ tháng này bao nhiêu?",
        FIRST,
        "http://trang.vidu.vn/1/posts/2",
    )
    assert post.published_at == datetime(2026, 11, 19, 1, tzinfo=UTC)


def test_a_wordpress_row_is_an_article() -> None:
    row = {"link": "http://wp.vidu.vn/2026/11/19/a/", "date_gmt": "2026-11-19T01:00:00",
           "title": {"rendered": "Lương &#8211; thưởng"},
           "content": {"rendered": f"<p>{FIRST}</p>\n<figure>x</figure><p>{SECOND}</p>"}}  # fmt: skip
    parts = split(a_page(json.dumps(row), content_type="application/json"), a_spec())
    (post,) = extract(parts.page, a_spec(), parts.remarks)
    assert post.title == "Lương – thưởng"
    assert post.text.startswith(FIRST)
    assert post.published_at == datetime(2026, 11, 19, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty"),
        ("<h1>Chỉ có tiêu đề</h1>", "empty"),
        ("<h1>Ngắn</h1><div class='than'><p>Ngắn quá.</p></div>", "too-short"),
        (
            "<h1>Mục</h1><div class='than'>" + "<a href='/x'>một dòng tin nào đó trong danh sách</a> " * 5 + "</div>",
            "mostly-links",
        ),
        (f"<div class='than'><p>{FIRST}</p></div>", "no-title"),
        (
            "<h1>Số liệu của kỳ này trong cả năm</h1><div class='than'><p>" + "12345 67890 " * 20 + "</p></div>",
            "unreadable",
        ),
    ],
)
def test_an_unusable_page_is_an_error_with_a_reason(html: str, reason: str) -> None:
    with pytest.raises(ExtractionError) as raised:
        extract(a_page(html), a_spec(selectors=CHOSEN))
    assert raised.value.reason == reason


def test_pages_in_old_windows_encoding_are_read() -> None:
    line = "Lương thấp, tăng ca nhiều"
    marks = {"ấ": "â\u0301", "ề": "ê\u0300"}
    coded = "".join(marks.get(sign, sign) for sign in line).encode("cp1258")
    body = b"<h1>x</h1><div class='than'><p>" + b". ".join([coded] * 3) + b"</p></div>"
    (post,) = extract(a_page(body, content_type="text/html"), a_spec(selectors={"title": "h1", "body": ".than"}))
    assert post.text == ". ".join([line] * 3)


def test_noise_and_trailers_are_read_from_the_data_file() -> None:
    assert boilerplate.is_trailer("Tin cùng chuyên mục")
    assert boilerplate.is_noise("Chia sẻ Facebook")
    assert not boilerplate.is_noise("Tin cùng chuyên mục lương")


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["text/html", "application/json", "text/html; charset=utf-16", "x"]))
def test_any_bytes_give_posts_or_an_extraction_error(body: bytes, content_type: str) -> None:
    for spec in (None, a_spec(selectors=CHOSEN)):
        with suppress(ExtractionError):
            assert extract(a_page(body, content_type=content_type), spec)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<div class=than>", "<h1>", "</h1>", "<table>", "<tr><td>", "</table>", "<article>", "<frameset>",
     "<base href='//'>", "<script type='application/ld+json'>{\"@type\":", "[[[[", "</script>", FIRST, SECOND,
     "\x00\x1d",
     "&#xD800;", "<link rel=canonical href='http://[::'>", "<meta charset=utf-7>", "<ul><li>", "<svg><p>",
     "<a href='javascript:x'>"]
), max_size=50))  # fmt: skip
def test_any_tangle_gives_posts_or_an_extraction_error(pieces: list[str]) -> None:
    for spec in (None, a_spec(selectors=CHOSEN)):
        with suppress(ExtractionError):
            parts = split(a_page("".join(pieces)), spec)
            extract(parts.page, spec, parts.remarks)


def test_a_page_nested_ten_thousand_deep_does_not_break_anything() -> None:
    body = "<div>" * 10_000 + FIRST + "</div>" * 10_000
    with pytest.raises(ExtractionError):
        extract(split(a_page(body), None).page, None)
