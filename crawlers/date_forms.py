"""The forms of `dates` as tables: day, month and clock in Vietnamese, English and machine notation, lower case."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan một giêng mot gieng",
            "february feb hai",
            "march mar ba",
            "april apr tư bốn tu bon",
            "may năm nam",
            "june jun sáu sau",
            "july jul bảy bẩy bay",
            "august aug tám tam",
            "september sep sept chín chin",
            "october oct mười muoi",
            "november nov mười_một muoi_mot",
            "december dec mười_hai chạp muoi_hai chap",
        ),
        1,
    )
    for name in names.split()
}
_EN = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_VN = (
    "mười[ _]một|mười[ _]hai|muoi[ _]mot|muoi[ _]hai|giêng|gieng|một|mot|hai|ba|tư|bốn|bon|tu|năm|nam|sáu|sau"
    "|bảy|bẩy|bay|tám|tam|chín|chin|mười|muoi|chạp|chap"
)
_CLOCK = (
    r"(?P<h>\d{1,2})\s*(?:[:hg]|giờ|gio)\s*(?:(?P<mi>\d{2})(?!\d)\s*(?:'|phút|phut|ph\b|p\b)?(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem|sa\b|ch\b|a\.?m\b\.?|p\.?m\b\.?)?"
)
_ZONE = r"(?P<zone>z\b|(?:gmt|utc)?\s*[+-]\s?\d{1,2}(?::?\d{2})?(?!\d)|gmt\b|utc\b|ict\b)?"
_JOIN = r"[\s,|()\-–—•·:/]*(?:lúc|luc|vào|vao|at|t)?[\s,|()\-–—•·:]*"
_WEEKDAY = r"(?:(?:thứ|thu)\s+\S+?|chủ nhật|chu nhat|cn|t[2-7]|[a-z]{3,9})?"
_BEFORE = rf"[\s,|()\-–—•·]*(?:ngày|ngay|on)?[\s,|()\-–—•·:]*{_WEEKDAY}[\s,|()\-–—•·.]*(?:ngày|ngay)?\s*"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_YEAR = r"(?P<y>(?:19|20)\d{2})"
_EDGE = r"(?<![\d/.\-])"

_DAY_FORMS = (
    rf"{_EDGE}{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d)",
    rf"{_EDGE}{_DAY}\s*(?P<sep>[-/.])\s*{_MONTH}\s*(?P=sep)\s*{_YEAR}(?!\d)",
    rf"(?:ngày|ngay)?\s*{_EDGE}{_DAY}\s*(?:tháng|thang|th)[\s.]*{_MONTH}(?!\d)\s*(?:,|năm|nam|-|/)?\s*(?:năm|nam)?\s*{_YEAR}(?!\d)",
    rf"{_EDGE}{_DAY}\s*(?:tháng|thang|th)\.?\s*(?P<name>{_VN})\s*,?\s*(?:năm|nam)?\s*{_YEAR}(?!\d)",
    rf"(?:tháng|thang|th)\.?\s*{_MONTH}\s+{_DAY}\s*,\s*{_YEAR}(?!\d)",
    rf"(?:tháng|thang)\s*(?P<name>{_VN})\s+{_DAY}\s*,\s*{_YEAR}(?!\d)",
    rf"{_EDGE}{_DAY}(?:st|nd|rd|th)?[\s-]+(?P<name>{_EN})\b\.?[\s,-]*{_YEAR}(?!\d)",
    rf"{_EDGE}{_DAY}\s+(?P<name>{_EN})\s+(?P<y2>\d{{2}})(?=\s+\d\d:)",
    rf"\b(?P<name>{_EN})\b\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
    rf"{_EDGE}{_DAY}(?P<sep>[-/.]){_MONTH}(?P=sep)(?P<y2>\d{{2}})(?![\d:h])",
)
_UNIX = rf"\b(?P<name>{_EN})\s+{_DAY}\s+{_CLOCK}\s*{_ZONE}\s*{_YEAR}(?!\d)"
"""`Fri Nov 20 14:30:00 ICT 2026`, as Java writes it."""
_SHORT_DAY_FORMS = (
    rf"{_EDGE}{_DAY}[/-]{_MONTH}(?![\d/.\-])",
    rf"{_EDGE}{_DAY}\s*(?:tháng|thang)\s*{_MONTH}(?!\d)",
)
DAYS_BACK = {
    "hôm nay": 0,
    "hom nay": 0,
    "hôm qua": 1,
    "hom qua": 1,
    "hôm kia": 2,
    "hom kia": 2,
    "today": 0,
    "yesterday": 1,
}
UNITS = {
    name: seconds
    for seconds, names in (
        (1, "giây giay second"),
        (60, "phút phut minute min"),
        (3600, "giờ gio tiếng tieng hour"),
        (86400, "ngày ngay day"),
        (604800, "tuần tuan week"),
    )
    for name in names.split()
}
AGO = re.compile(rf"(?:cách đây|cach day)?\s*(\d{{1,4}})\s*({'|'.join(UNITS)})s?\s*(?:trước|truoc|ago)")
JUST_NOW = re.compile(r"^(?:cập nhật |đăng )?(?:vừa xong|vua xong|vừa mới|vua moi|mới đây|vài giây trước|just now)\b")
EPOCH = re.compile(r"^(1\d{9})(\d{3})?$")
COMPACT = re.compile(
    r"^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:t?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?(?:z|[+-]\d{4})?$"
)
US = re.compile(
    rf"{_EDGE}(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/{_YEAR},?\s+(?P<h>\d{{1,2}}):(?P<mi>\d{{2}}):(?P<s>\d{{2}})\s*(?P<half>[ap]m)\b"
)
FULL = (
    *(
        re.compile(form)
        for day in _DAY_FORMS
        for form in (rf"{day}{_JOIN}{_CLOCK}\s*\(?{_ZONE}", rf"(?<!\d){_CLOCK}{_BEFORE}{day}\s*\(?{_ZONE}", day)
    ),
    re.compile(_UNIX),
)
YEARLESS = tuple(
    re.compile(form)
    for day in _SHORT_DAY_FORMS
    for form in (rf"{day}{_JOIN}{_CLOCK}", rf"(?<!\d){_CLOCK}{_BEFORE}{day}", rf"^\W*(?:ngày\s+|ngay\s+)?{day}\W*$")
)
CLOCK_ONLY = re.compile(rf"(?<![\d/]){_CLOCK}")
