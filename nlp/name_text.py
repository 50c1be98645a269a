"""A text as its words, for the rules that look for names, and what those rules look at beside the words."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.findings import MARK

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ABBREVIATED = frozenset({"mr", "ms", "mrs", "bs", "ths"})


class Word(NamedTuple):
    """A tuple, for a hundred of them are made for every comment and a frozen dataclass takes three times as long."""

    start: int
    end: int
    text: str
    low: str
    joined: bool
    """Only a space lies between the word before and this one."""

    @property
    def large(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """The words outside of marks."""
    found: list[Word] = []
    end, low = 0, ""
    for match in _WORD.finditer(MARK.sub(lambda mark: "." * len(mark[0]), text) if "[" in text else text):
        start = match.start()
        gap = text[end:start] if found else ""
        joined = gap == " " or (gap == ". " and low in _ABBREVIATED) or (gap == "." and end - found[-1].start == 1)
        word = match[0]
        end, low = match.end(), word.lower()
        found.append(Word(start, end, word, low, joined))
    return found


INTRODUCERS = frozenset({"tên", "ten"})
HEADS = frozenset({"trưởng", "truong", "phó", "pho"})
OFFICES = frozenset({"phòng", "phong", "ban", "ca", "kho", "xưởng", "xuong", "bộ phận", "khu", "đoàn", "nhóm"})
SPEAKERS = frozenset({"tôi", "toi", "tui", "mình", "minh", "mk", "mik", "tớ"})
"""They open a sentence before a name; `em` and `con` do so as forms of address."""
IS = frozenset({"là", "la"})
MIDDLE = frozenset({"văn", "thị", "van", "thi"})
CROSSING = frozenset({"ngã", "nga"})
WAYS = frozenset({"ba", "tư", "tu", "năm", "sáu", "bảy"})
SUBJECTS = frozenset(
    {
        "em",
        "con",
        "bạn",
        "ban",
        "cháu",
        "chau",
        "vợ",
        "vo",
        "mẹ",
        "me",
        "ba",
        "má",
        "ma",
        "a",
        "c",
        "nhỏ",
        "e",
        "ck",
        "vk",
    }
)
"""After these a small word is oftener a verb than a name: `em dang o`."""
VI = frozenset({"vi"})
PLAIN = frozenset({"nguyen", "huynh", "tran", "bui", "hoang", "pham", "ngo", "trinh"})
"""Surnames that are no other word without diacritics, unlike `ho van`, `do thi`, `truong thi`; save for `vi pham`."""
NOT_PLAIN = frozenset(
    {"do", "ho", "luong", "truong", "mai", "to", "ta", "dang", "duong", "chau", "cao", "la", "con", "gia", "hang"}
    | {"san", "noi", "so", "thu", "lam"}
)
"""Without diacritics oftener another word than a surname, even before `thi` and two syllables of names."""
SCHOOLS = (["trường", "mầm", "non"], ["truong", "mam", "non"], ["trường", "mẫu", "giáo"], ["truong", "mau", "giao"])
SCHOOL_ENDS = frozenset(words[-1] for words in SCHOOLS)
ORDINALS = frozenset(
    {"hai", "ba", "tư", "tu", "năm", "sáu", "sau", "bảy", "bay", "tám", "tam", "chín", "mười", "út", "ut"}
)
"""Southerners are called by their place among the children: chị bảy Thu."""
LOOKS = frozenset(
    {"còi", "béo", "mập", "lùn", "đen", "ròm", "hô", "sún", "móm", "lé", "trố", "khùng", "tồ", "cận", "bự", "xù", "cụt"}
)
"""Said of somebody after the name, and part of how all call them: Tí còi."""
SAID_OF_PERSONS = re.compile(
    r"\s+(?:ơi|oi|ui|nói|noi|bảo|kêu|kể|chửi|khóc|hứa|đòi|hồi|nghỉ|xin|trả lời|bị|it|qc|kcs|hr|ie)(?!\w)"
    r"|\s+(?:tổ|chuyền|line|ca|kho)\s\d",
    re.IGNORECASE,
)
NOT_OF_PERSONS = frozenset({"đi", "sang", "thứ", "tháng", "hàng", "tiếng", "phía", "giới", "ngành"}) | frozenset(
    {
        "ở",
        "o",
        "tại",
        "bên",
        "ben",
        "về",
        "từ",
        "khu",
        "vùng",
        "miền",
        "nước",
        "sếp",
        "tết",
        "kcn",
        "hiệu",
        "dân",
        "người",
    }
)
"""After these a large word is a place or a company."""
NOT_ALONE = frozenset(
    {
        "mỹ",
        "huế",
        "toán",
        "khoa",
        "nhật",
        "hàn",
        "đài",
        "trung",
        "việt",
        "tây",
        "nga",
        "anh",
        "ý",
        "đức",
        "nam",
        "bắc",
        "đông",
        "hai",
        "ba",
        "tư",
    }
    | {"năm", "sáu", "bảy", "xuân", "hạ", "thu", "đoàn", "hội", "sở"}
)
"""One large word that is oftener a country, a day or a season than a name."""
ROMAJI = re.compile(r"(?:(?:[kstnhmrgzdbp]y?|sh|ch|ts|[ywjf])?[aiueo]n?){3,}")
"""How Japanese names sound: Yamashita."""
OF_STATE = re.compile(
    r"(?<!\w)(?:thủ tướng|thu tuong|tổng bí thư|tong bi thu|chủ tịch nước|chu tich nuoc|chủ tịch quốc hội"
    r"|chu tich quoc hoi|bộ trưởng(?: bộ [^,.\n]{2,30})?|bo truong(?: bo [^,.\n]{2,30})?|tổng thống"
    r"|tong thong)(?:\s(?:ông|bà|ong|ba))?\s$",
    re.IGNORECASE,
)
"""The public speaks of these as of the state; nobody at work has such an office."""
_MARKS = r"\[(?:số điện thoại|tài khoản|email|số định danh)\]"
MARK_AFTER = re.compile(
    r"(?:,?\s(?:tổ|to|chuyền|chuyen)\s\d+)?[\s:,(-]{0,3}"
    rf"(?:(?:sđt|sdt|đt|dt|zalo|số|so|stk|email|mail|cccd)\s*:?\s*)?{_MARKS}",
    re.IGNORECASE,
)
MARK_BEFORE = re.compile(rf"{_MARKS}[\s,(-]{{0,3}}$")
END = re.compile(r"\s*(?:[.,;!?)(…]|$)")
_WORKPLACE = r"(?:chuyền|chuyen|tổ|to|xưởng|xuong|kho|ca|phòng|phong|kcs|qc|bộ phận|bo phan)"
_TEAM = (
    r"(?:may|cắt|cat|ủi|ui|là|hoàn thiện|hoan thien|đóng gói|dong goi|nhân sự|nhan su|kế toán|ke toan|bảo trì|bao tri"
    r"|bảo vệ|bao ve|công đoàn|cong doan|kỹ thuật|ky thuat|cơ điện|co dien|hàn|han|sơn|son|văn phòng|van phong|hr)"
)
PLACE_AFTER = re.compile(
    rf"\s+(?:(?:bên|ben|ở|o)\s+)?{_WORKPLACE}\s+\w|\s+(?:bên|ben)\s+{_TEAM}(?!\w)|{MARK_AFTER.pattern}", re.IGNORECASE
)
