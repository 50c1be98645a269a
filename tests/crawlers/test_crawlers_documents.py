"""Texts that staff paste or save."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from crawling_help import an_article
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.documents import read
from crawlers.errors import DocumentError
from domain.post import PostKind

LONG = "Chiều nay, hơn ba trăm đoàn viên dự buổi đối thoại về tiền lương và bữa ăn ca do công đoàn tổ chức."
MORE = "Nhiều ý kiến đề nghị công khai đơn giá từng mã hàng trước khi vào chuyền, tránh thắc mắc cuối tháng."


def test_a_page_pasted_whole_keeps_its_article_only() -> None:
    pasted = f"""Thứ tư 18/11/2026 09:05
banner-tinh-yeu-nguoi-tho

Đối thoại tháng Mười Một: bữa ăn ca là chuyện nóng nhất

Công đoàn tỉnh - Thu Hà - Minh Quân

{LONG}
Ảnh xưởng may trong buổi đối thoại sáng nay
Đại biểu phát biểu

Ảnh xưởng may trong buổi đối thoại sáng nay
Toàn cảnh buổi đối thoại

{MORE}

Ảnh xưởng may trong buổi đối thoại sáng nay
Lãnh đạo công ty trả lời.

Lớp học đêm của thợ mỏ ở phường mới Lớp học đêm của thợ mỏ ở phường mới

Mười hai thợ mỏ theo học lớp bổ túc vào mỗi tối thứ ba, thứ năm và ...

Chia sẻ

Tin cùng chuyên mục

Một bài khác hoàn toàn không liên quan

Xem nhiều nhất"""
    post = read(pasted.encode(), "dan.txt")
    assert post.title == "Đối thoại tháng Mười Một: bữa ăn ca là chuyện nóng nhất"
    assert post.text == f"{LONG}\n{MORE}"
    assert post.published_at == datetime(2026, 11, 18, 2, 5, tzinfo=UTC)
    assert post.kind is PostKind.NEWS


def test_a_plan_is_a_notice_and_loses_recipients_and_signature() -> None:
    text = f"""LIÊN ĐOÀN LAO ĐỘNG TỈNH
KẾ HOẠCH
Tuyên truyền Tháng Công nhân năm 2026

I. MỤC ĐÍCH
- {LONG}
- {MORE}

Nơi nhận:
- Như trên;
TM. BAN THƯỜNG VỤ
Nguyễn Văn Thử"""
    post = read(text.replace("LIÊN ĐOÀN LAO ĐỘNG TỈNH\n", "").encode("utf-16"), "ke-hoach.txt")
    assert post.kind is PostKind.NOTICE
    assert post.title == "Kế hoạch tuyên truyền Tháng Công nhân năm 2026"
    assert post.text == f"I. MỤC ĐÍCH\n- {LONG}\n- {MORE}"
    assert post.published_at is None


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("Đồng Nai, ngày 05 tháng 3 năm 2026", datetime(2026, 3, 4, 17, tzinfo=UTC)),
        ("Đồng Nai, ngày tháng năm 2026", None),
        ("Đồng Nai, ngày … tháng 3 năm 2026", None),
        ("Tháng 12 năm 2021", datetime(2021, 11, 30, 17, tzinfo=UTC)),
        ("Cập nhật lúc 14:30, 20/11/2026", datetime(2026, 11, 20, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_letter_has_the_date_that_it_states_whole(line: str, when: datetime | None) -> None:
    subject = "V/v định hướng tuyên truyền\nquý ba năm nay"
    text = f"Số: /LĐLĐ\n\n{line}\n\n{subject}\n\nKính gửi:\n\n- Các cơ sở;\n\n{LONG}\n{MORE}"
    post = read(text.encode(), "cong-van.txt")
    assert post.published_at == when
    assert (post.title, post.kind) == ("V/v định hướng tuyên truyền quý ba năm nay", PostKind.NOTICE)
    assert post.text == f"{LONG}\n{MORE}"


def test_a_date_inside_the_title_or_text_is_not_the_date_of_the_text() -> None:
    post = read(
        f"Triển khai Nghị quyết số 02 ngày 12/6/2021 ở các xưởng\n\n{LONG} Từ ngày 1/7/2021.\n\n{MORE}".encode(),
        "a.txt",
    )
    assert post.published_at is None


def test_the_same_text_twice_is_one_post_and_another_is_another() -> None:
    one, again = (
        read(f"Tiêu đề\n\n{LONG}".encode(), "a.txt"),
        read(f"Tiêu đề\r\n\r\n{LONG}\r\n".encode("utf-8-sig"), "b.txt"),
    )
    assert one.url == again.url
    assert read(f"Tiêu đề\n\n{MORE}".encode(), "a.txt").url != one.url


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    assert read(f"Tiêu đề bài\n\n{LONG}".encode(encoding), "a.txt").text == LONG


def test_windows_1258_is_read() -> None:
    marks = {"ề": "ê\u0300", "ữ": "ư\u0303", "ấ": "â\u0301", "ị": "i\u0323", "ạ": "a\u0323"}
    line = "Nhiều thợ đề nghị trả lương đúng hạn, kể cả tháng thiếu hàng; công đoàn hứa chuyển lời."
    coded = (
        "".join(marks.get(sign, sign) for sign in line)
        .replace("ị", "i\u0323")
        .replace("ể", "ê\u0309")
        .replace("ờ", "ơ\u0300")
    )
    coded = coded.replace("ợ", "ơ\u0323").replace("ứ", "ư\u0301").replace("ế", "ê\u0301").replace("ả", "a\u0309")
    assert read(b"Tieu de\n\n" + coded.encode("cp1258"), "a.txt").text == line


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t \xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 abc", "binary"),
        (b"PK\x03\x04" + b"\x00" * 30, "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"x" * 5_000_001, "too-large"),
        (
            "C«ng ®oµn tØnh tæ chøc ®èi tho¹i víi c«ng nh©n vÒ tiÒn l­¬ng vµ b÷a ¨n ca".encode("latin-1", "replace"),
            "encoding",
        ),
        ("C«ng ®oµn tØnh tæ chøc ®èi tho¹i víi c«ng nh©n vÒ tiÒn vµ b÷a ¨n ca".encode(), "encoding"),
        ("Coâng ñoaøn tænh toå chöùc ñoái thoaïi vôùi coâng nhaân veà tieàn löông".encode(), "encoding"),
        (b"Tieu de thoi", "no-text"),
        (b"<html><body><h1>x</h1></body></html>", "no-text"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read(data, "a.txt")
    assert raised.value.reason == reason
    assert ";" in str(raised.value)


def test_a_missing_file_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"khong\.txt cannot be read"):
        read(tmp_path / "khong.txt", "khong.txt")


def test_a_saved_page_is_read_as_a_page() -> None:
    post = read(an_article("Đối thoại tháng Mười Một", LONG, MORE).encode(), "trang.html")
    assert post.title == "Đối thoại tháng Mười Một"
    assert post.text == f"{LONG}\n{MORE}"
    assert post.url.startswith("import:")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=500) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_post_or_a_named_error(data: bytes) -> None:
    try:
        assert read(data, "a.txt").text
    except DocumentError as error:
        assert error.reason  # noqa: PT017 - both ends are right


@pytest.mark.shared
def test_the_five_real_documents_are_read(shared: Path) -> None:
    posts = {path.name[:3]: read(path, path.name) for path in sorted((shared / "seeds").glob("*.txt"))}
    assert [posts[name].kind for name in sorted(posts)] == ["news", "news", "news", "notice", "notice"]
    assert [posts[name].published_at for name in sorted(posts)] == [
        datetime(2021, 10, 31, 17, tzinfo=UTC), None, datetime(2021, 12, 7, 17, 48, tzinfo=UTC), None, None,
    ]  # fmt: skip
    assert posts["000"].title == "Dấu ấn công tác tuyên truyền"
    assert posts["002"].title.startswith("LĐLĐ tỉnh Nghệ An triển khai kế hoạch")
    assert posts["003"].title.startswith("Kế hoạch tuyên truyền Nghị quyết số 02-NQ/TW")
    assert posts["004"].title == "V/v định hướng các nội dung trọng tâm công tác tuyên giáo năm 2022"
    for post in posts.values():
        assert len(post.text) > 3000
        for foreign in (
            "Tin cùng chuyên mục",
            "Xem nhiều nhất",
            "Có thể bạn quan tâm",
            "Nơi nhận",
            "Lai Châu",
            "Viễn thông cảnh báo",
        ):
            assert foreign not in post.text
