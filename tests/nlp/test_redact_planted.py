"""What is planted in a text of any kind never survives redaction; what belongs to the public stays in news."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.redact import redact

before = st.sampled_from(
    ["", "em hỏi chút, ", "công ty nợ lương 2 tháng. ", "Ai biết chỉ giúp với ạ! ", "cty o Binh Duong, ", "😭😭 "]
)
after = st.sampled_from(["", " ạ", ", em cảm ơn", ". Lương 7 triệu", " nha mọi người", "\nmong được trả lời", "!!!"])
digits = st.text(alphabet="0123456789", min_size=8, max_size=8)
WORDS = dict(zip("0123456789", ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], strict=True))
BARE = dict(zip("0123456789", ["khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"], strict=True))


def left_of(text: str, *, by_public: bool = True) -> str:
    once = redact(text, by_public=by_public)
    again = redact(once.text, by_public=by_public)
    assert again.text == once.text
    assert again.counts == {}
    return str(once.text)


@given(before, st.sampled_from("35789"), digits, st.lists(st.integers(0, 2), min_size=9, max_size=9), after)
def test_a_number_spoken_in_part_never_survives(
    lead: str, second: str, rest: str, spoken: list[int], tail: str
) -> None:
    number = second + rest
    said = " ".join((digit, WORDS[digit], BARE[digit])[how] for digit, how in zip(number, spoken, strict=True))
    left = left_of(f"{lead}sđt em 0 {said}{tail}")
    assert "[số điện thoại]" in left
    assert said not in left
    assert said[-8:] not in left


AT = st.sampled_from(["@", " @ ", "(a)", " (at) ", "[at]", " a còng ", " acong "])
POST = st.sampled_from(["gmail", "yahoo", "outlook", "hotmail"])
COM = st.sampled_from([".com", "(chấm)com", " chấm com", " (dot) com", " cham com", " . com"])


@given(before, st.from_regex(r"[a-z]{3,9}[._]?[0-9]{1,4}", fullmatch=True), st.tuples(AT, POST, COM), after)
def test_a_mailbox_in_disguise_never_survives(lead: str, box: str, server: tuple[str, str, str], tail: str) -> None:
    left = left_of(f"{lead}mail em {box}{''.join(server)}{tail}")
    assert box not in left
    assert server[1] not in left


CUTS = st.sampled_from([(3, 6, 9), (4, 8), (6,), (3, 4, 6), tuple(range(1, 12))])


@given(
    st.sampled_from(["cccd", "cccd em", "căn cước số", "so can cuoc", "CCCD:", "thẻ căn cước"]),
    st.from_regex(r"0[0-9]{11}", fullmatch=True),
    st.sampled_from(["", " ", ".", "-"]),
    CUTS,
)
def test_a_citizens_number_never_survives(word: str, number: str, gap: str, cuts: tuple[int, ...]) -> None:
    parts = [number[a:b] for a, b in zip((0, *cuts), (*cuts, len(number)), strict=True)]
    left = left_of(f"em chưa chốt sổ, {word} {gap.join(parts)}, mong trả lời")
    assert not re.search(r"\d", left)


PLATE = st.tuples(
    st.from_regex(r"[1-9][1-9](?:A|C|H1|B2|LD|X2)", fullmatch=True),
    st.sampled_from(["-", " ", "", " - "]),
    st.from_regex(r"[0-9]{3}[. ]?[0-9]{2}", fullmatch=True),
)


@given(st.sampled_from(["xe", "biển số", "bien so", "bks", "xe máy biển số"]), PLATE, after)
def test_a_plate_never_survives(word: str, plate: tuple[str, str, str], tail: str) -> None:
    left = left_of(f"{word} {''.join(plate)} bị mất{tail}")
    assert plate[0] not in left
    assert plate[2] not in left


@pytest.mark.parametrize(
    "news",
    [
        "Thủ tướng chủ trì hội nghị; ông Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh, phát biểu",
        "Công ty TNHH May Hoàng Anh và Công ty CP Gỗ Minh Dương thưởng Tết",
        "Đường Trần Hưng Đạo, phố Lê Duẩn cấm xe tải từ 6h đến 20h",
        "Kỷ niệm ngày sinh Tổng Bí thư Nguyễn Văn Cừ; Quỹ Tôn Đức Thắng trao 1.200 suất vốn",
        "Đường dây nóng của Sở Nội vụ: 028 3829 1302, tổng đài 1900 9068",
        "Nghị định 293/2025/NĐ-CP, hiệu lực 1/1/2026, mức 5.310.000 đồng/tháng",
    ],
)
def test_public_figures_and_organisations_stay_in_news(news: str) -> None:
    assert redact(news, by_public=False).text == news
