"""Who wrote an article is not read from it, wherever its name stands; what the article says stays."""

from __future__ import annotations

import pytest
from crawling_help import a_page
from test_crawlers_split import a_spec

from crawlers.bylines import is_labelled, is_signature, unsigned
from crawlers.extract import extract
from crawlers.split import split

FIRST = "Sáng nay, đại diện công đoàn đã gặp ban giám đốc để nghe giải thích về bảng chấm công mới."
SECOND = "Hai bên thống nhất đối chiếu từng ca làm, chậm nhất cuối tuần sẽ có kết quả cho từng tổ."
SIGNED = [
    "Nguyễn Văn Thử", "NGUYỄN VĂN THỬ", "Văn Thử", "Văn Thử - Minh Mẫu", "Văn Thử và Minh Mẫu", "Văn Thử/Báo Vidu",
    "Văn Thử (T/h)", "PV", "P.V", "N.V.T", "Minh Mẫu (tổng hợp)",
]  # fmt: skip
LABELLED = [
    "Tác giả: Nguyễn Văn Thử", "Bài, ảnh: Văn Thử", "Tin và ảnh: Văn Thử", "Bài viết: Văn Thử", "Thực hiện: Văn Thử",
    "Video: Văn Thử", "Phóng viên: Minh Mẫu - Văn Thử", "Viết bởi: Thử",
]  # fmt: skip


def text_of(*lines: str, selectors: dict[str, str] | None = None) -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><body><h1>Tiền làm thêm: hẹn cuối tuần</h1><div class='than'>{body}</div></body></html>"
    return extract(a_page(html), a_spec(selectors=selectors) if selectors else None)[0].text.split("\n")


@pytest.mark.parametrize("line", SIGNED + LABELLED)
def test_a_name_under_an_article_is_not_read(line: str) -> None:
    assert text_of(FIRST, SECOND, line, selectors={"title": "h1", "body": ".than"}) == [FIRST, SECOND]
    assert text_of(FIRST, SECOND, line) == [FIRST, SECOND]


@pytest.mark.parametrize("line", SIGNED + LABELLED)
def test_no_kept_page_holds_the_name_under_its_article(line: str) -> None:
    html = f"<h1>Tiền làm thêm</h1><div><p>{FIRST}</p><p>{SECOND}</p><p><strong>{line}</strong></p></div><p>Tổ May</p>"
    kept = split(a_page(html), a_spec()).page.body.decode()
    assert line not in kept
    assert all(part in kept for part in (FIRST, SECOND, "Tổ May"))


@pytest.mark.parametrize("line", LABELLED)
def test_a_line_that_says_whose_work_it_is_goes_wherever_it_stands(line: str) -> None:
    assert is_labelled(line)
    assert text_of(FIRST, line, SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "Công đoàn Việt Nam", "Thực hiện: đối thoại trước ngày 30", "Theo: Nghị quyết số 02 của Đại hội đã thông qua",
        "Tin: công nhân được nghỉ thêm một ngày", "Nguồn: quỹ của công đoàn cơ sở", "Ca 3", "Năm 2026",
        "LƯƠNG TỐI THIỂU VÙNG MỘT", "Mức thưởng cao nhất", "Hết", "Nguồn: Báo Vidu", "(Theo Báo Vidu)", "Theo Vidu",
        "QUẢNG CÁO",
    ],
)  # fmt: skip
def test_a_line_that_names_nobody_stays(line: str) -> None:
    assert not is_labelled(line)
    assert not is_signature(line)


def test_names_inside_the_text_and_a_place_above_it_stay() -> None:
    assert unsigned([FIRST, "Nguyễn Văn Thử", SECOND]) == [FIRST, "Nguyễn Văn Thử", SECOND]
    assert unsigned(["Nghệ An", FIRST]) == ["Nghệ An", FIRST]
    assert unsigned(["Nguyễn Văn Thử", FIRST]) == [FIRST]
    assert unsigned(["Danh sách khen thưởng gồm", "Tổ May Một"]) == ["Danh sách khen thưởng gồm", "Tổ May Một"]
    assert unsigned(["Văn Thử"]) == ["Văn Thử"]


@pytest.mark.parametrize(
    "stamp", ["Đời sống Thứ bảy, 21/11/2026 01:44 (GMT+7)", "20/11/2026 - 08:15", "Thứ sáu, 20-11-2026 | 8h15"]
)
def test_section_and_time_above_the_text_are_not_text(stamp: str) -> None:
    assert unsigned([stamp, FIRST]) == [FIRST]
    assert unsigned([stamp, "Nguyễn Văn Thử", FIRST]) == [FIRST]
    assert unsigned(["Đời sống", stamp, FIRST]) == [FIRST]
    assert unsigned([FIRST, stamp, SECOND]) == [FIRST, stamp, SECOND]
    deadline = "Hạn gửi ý kiến: thứ sáu, 20/11/2026"
    assert unsigned([deadline, FIRST]) == [deadline, FIRST]


@pytest.mark.parametrize(
    "picture",
    [
        "<p><img src=a.jpg><br><em>Công nhân tan ca</em></p>",
        "<p><img src=a.jpg></p><p style='text-align:center'><i>Công nhân tan ca</i></p>",
        "<div><a href=b><img src=a.jpg></a></div><p><em><span>Công nhân tan ca</span></em></p>",
        "<table class='image center'><tr><td><img src=a.jpg></td></tr><tr><td>Công nhân tan ca</td></tr></table>",
    ],
)
def test_slanted_words_beside_a_picture_are_its_caption(picture: str) -> None:
    chosen = {"title": "h1", "body": ".than"}
    body = f"<p>{FIRST}</p>{picture}<p>{SECOND}</p>"
    html = f"<h1>Tiền làm thêm: hẹn cuối tuần</h1><div class='than'>{body}</div>"
    assert extract(a_page(html), a_spec(selectors=chosen))[0].text.split("\n") == [FIRST, SECOND]
    running = html.replace("<em>", "").replace("</em>", "").replace("<i>", "").replace("</i>", "")
    kept = extract(a_page(running), a_spec(selectors=chosen))[0].text
    assert ("Công nhân tan ca" in kept) == ("table" not in picture), "running text beside a picture stays"
