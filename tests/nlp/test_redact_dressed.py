"""Every dress that people put on what gives them away: none of it survives redaction."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.redact import redact

after = st.sampled_from(["", " ạ", ", em cảm ơn", ". Lương 7 triệu", " nha mọi người", "\nmong được trả lời"])
digits = st.text(alphabet="0123456789", min_size=8, max_size=8)
ALIKE = {"0": "oO", "1": "lI"}
LOOKS = {
    "plain": str,
    "full width": lambda digit: chr(ord("０") + int(digit)),
    "key cap": lambda digit: f"{digit}\ufe0f\u20e3",
    "mathematical": lambda digit: chr(0x1D7EC + int(digit)),
}


def left_of(text: str, *, by_public: bool = True) -> str:
    return str(redact(text, by_public=by_public).text)


def figures(text: str) -> str:
    return "".join(str(unicodedata.digit(char, "")) for char in text)


@given(
    st.sampled_from(["0", "+84", "+84 0", "84", "(+84)", "(84) ", "0084"]),
    st.from_regex("[35789][0-9]{8}", fullmatch=True),
    st.sampled_from(["", " ", ".", "-", " - ", "_", "*", "~", "•", "–", " . "]),
    st.sampled_from([(2, 5), (3, 6), (1, 3, 5, 7), (2, 4, 6), ()]),
    st.sampled_from(sorted(LOOKS)),
)
def test_a_phone_in_any_dress_never_survives(
    code: str, number: str, gap: str, cuts: tuple[int, ...], look: str
) -> None:
    parts = [number[a:b] for a, b in zip((0, *cuts), (*cuts, len(number)), strict=True)]
    written = code + "".join(LOOKS[look](char) if char.isdigit() else char for char in gap.join(parts))
    for by_public in (True, False):
        assert figures(left_of(f"zalo em {written} nhé", by_public=by_public)) == ""


@given(st.sampled_from("35789"), digits, st.lists(st.booleans(), min_size=10, max_size=10), st.sampled_from([" ", ""]))
def test_a_phone_with_letters_for_digits_never_survives(second: str, rest: str, alike: list[bool], gap: str) -> None:
    number = f"0{second}{rest}"
    dressed = [ALIKE[char][0] if swap and char in ALIKE else char for char, swap in zip(number, alike, strict=True)]
    written = "".join(dressed[:4]) + gap + "".join(dressed[4:7]) + gap + "".join(dressed[7:])
    if sum(char.isdigit() for char in written) >= 6:
        assert figures(left_of(f"alo số {written} nha")) == ""


@given(st.sampled_from("35789"), digits, st.integers(3, 8), st.sampled_from(["x", "X", "*", "#"]))
def test_a_phone_half_hidden_never_survives(second: str, rest: str, at: int, sign: str) -> None:
    number = f"0{second}{rest}"
    hidden = number[:at] + sign * 2 + number[at + 2 :]
    assert figures(left_of(f"sđt {hidden} ai biết không")) == ""


GIVEN = ["Hương", "Tuấn", "Phượng", "Thảo", "Hùng", "Trâm", "Khánh", "Loan", "Dũng", "Quyên", "Nhung", "Hiếu"]
PAIRS = ["Ngọc Mai", "Thanh Tuyền", "Kim Ngân", "Bảo Trân", "Hoàng Yến", "Minh Tuấn", "Quốc Huy", "Thùy Dương"]
names = st.sampled_from(GIVEN + PAIRS)
FRAMES = [
    "em là {}, làm chuyền 3",
    "Tôi tên {} ạ",
    "{} bên kho bị ép nghỉ",
    "{} ơi vô đọc nè",
    "hôm qua {} kế toán nói vậy đó",
    "nghe {} nói công ty sắp đóng cửa",
    "anh {} bảo vệ không cho vô",
    "chị {} chuyền 7 mới sinh xong",
    "sếp {} mắng công nhân",
    "tổ trưởng {} bắt tăng ca",
    "vợ tôi {} cũng mất việc",
    "gặp {} ở phòng nhân sự",
    "mong công đoàn lên tiếng. {}",
    "xin hỏi bao giờ có tiền ({}, Bình Tân)",
    "Trân trọng. {}",
    "@{} vào đây xem",
    "lương của {} cao hơn vì biết nịnh",
    "trả lời {}: bạn nói đúng rồi",
]


@given(st.sampled_from(FRAMES), names)
def test_a_large_given_name_never_survives(frame: str, name: str) -> None:
    left = left_of(frame.format(name))
    assert name.rsplit(maxsplit=1)[-1] not in left
    assert "[" in left


SMALL = ["em là {} bên may 2", "em tên {} ạ", "chị {} bên chuyền 5 bị la", "anh {} kế toán tính sai", "em {} tổ 3 nè"]


@given(st.sampled_from(SMALL), st.sampled_from(GIVEN))
def test_a_small_given_name_never_survives(frame: str, name: str) -> None:
    assert name.lower() not in left_of(frame.format(name.lower()))


PLAIN = ["em ten {}, lam giay da", "toi ten {} que ben tre", "chi {} ben chuyen 5 bi la", "anh {} ke toan tinh sai"]


@given(st.sampled_from(PLAIN), st.sampled_from(["huong", "tuan", "phuong", "hung", "tram", "khanh", "loan", "quyen"]))
def test_a_name_without_diacritics_never_survives(frame: str, name: str) -> None:
    assert name not in left_of(frame.format(name)).split()


@given(st.sampled_from(["Lượm", "Đẹt", "Nhí", "Tèo", "Khía", "Mập"]), st.sampled_from(["Hai", "Ba", "Tư", "Út"]), after)
def test_a_nickname_never_survives(nick: str, order: str, tail: str) -> None:
    left = left_of(f"bà {order} {nick} chủ trọ tăng giá{tail}")
    assert nick not in left
    assert order not in left


NUMBERS = {
    "mã nhân viên {}": r"[A-Z]{0,2}[3-9][0-9]{1,4}[1-9]{2}",
    "msnv: {}": r"[A-Z]{1,2}-?[3-9][0-9]{1,3}[1-9]{2}",
    "số thẻ công nhân {}": r"[3-9][0-9]{1,3}[1-9]{2}",
    "mã số bhxh của em là {}": r"[1-9][0-9]{7}[1-9]{2}",
    "sổ bảo hiểm {}": r"[1-9][0-9]{7}[1-9]{2}",
    "cmnd {}": r"[1-3][0-9]{6}[1-9]{2}",
    "hộ chiếu {}": r"[BCN][0-9]{7}",
    "stk {} vietcombank": r"[1-9][0-9]{7,10}[1-9]{2}",
    "techcombank {}": r"19[0-9]{10}[1-9]{2}",
    "chuyển khoản {} giúp em": r"[1-9][0-9]{10,13}7",
    "bằng lái số {}": r"[1-9][0-9]{9}[1-9]{2}",
    "biển số {}": r"[1-9][1-9][A-H][1-9]-[0-9]{3}\.[0-9]{2}",
}


@pytest.mark.parametrize("frame", NUMBERS)
@given(data=st.data(), tail=after)
def test_a_number_that_names_a_person_never_survives(frame: str, data: st.DataObject, tail: str) -> None:
    number = data.draw(st.from_regex(NUMBERS[frame], fullmatch=True))
    left = left_of(f"em hỏi chút, {frame.format(number)}{tail}".replace(". Lương 7 triệu", ""))
    assert not re.search(r"\d{2}", left)


HOMES = [
    "nhà em ở {}/4 đường Lê Văn Khương",
    "em trọ hẻm {} đường số 8",
    "em ở ktx phòng B{}",
    "phòng {} dãy C nhà trọ cô Sáu",
    "căn hộ A{} chung cư Thái An",
    "địa chỉ số {} ngõ 68 Kim Chung",
    "nhà tôi ở tổ {}, ấp Tiền Lân, xã Bà Điểm",
]


@given(st.sampled_from(HOMES), st.integers(101, 412))
def test_a_house_or_a_room_never_survives(frame: str, number: int) -> None:
    assert str(number) not in left_of(frame.format(number))


@given(
    st.sampled_from(["zalo {}", "fb {}", "nick {}", "Facebook: {}", "nick nó là {}", "zalo tên {}"]),
    st.sampled_from(["Bống Bang", "Boy Cô Đơn 95", "be.heo.cty", "linhdan_17t", "quyenvieclam2k"]),
)
def test_the_name_of_an_account_never_survives(frame: str, nick: str) -> None:
    assert nick not in left_of(frame.format(nick))


@pytest.mark.parametrize(
    "kept",
    [
        "Công ty An Bình nợ lương, ai ở Xuân Sơn với Định Yên đều biết",
        "làng Định Yên dệt chiếu, xã Xuân Sơn làm chè, phường An Bình nhiều trọ",
        "Thương công nhân quá, Hạnh phúc là có lương đúng ngày",
        "Quân đội, Nhân sự, Danh sách, Thư viện, Lệ phí",
        "Bệnh viện Nguyễn Tri Phương, trường Lê Quý Đôn, đường Nguyễn Văn Linh",
        "gọi tổng đài 1900 9068 hoặc 18001567",
        "Nghị định 74/2024/NĐ-CP, lương 4.960.000 đồng từ 1/7/2024",
    ],
)
def test_places_companies_and_common_words_stay_in_comments(kept: str) -> None:
    assert left_of(kept) == kept
