"""Dates as Vietnamese sites write them. A text without a whole date has none: a date is never made up.

Day stands before month everywhere, but in one form: `9/1/2026 10:52:00 AM`, with seconds and AM/PM, is how .NET writes
US dates, and it is the only form that is read month first. A time without a zone is Vietnam time. A date without a
year is the latest such day that is past; one without a time is that day's first minute.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from domain.times import VIETNAM, aware

_MONTHS = {
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
_SHORT_DAY_FORMS = (
    rf"{_EDGE}{_DAY}[/-]{_MONTH}(?![\d/.\-])",
    rf"{_EDGE}{_DAY}\s*(?:tháng|thang)\s*{_MONTH}(?!\d)",
)
_DAYS_BACK = {
    "hôm nay": 0,
    "hom nay": 0,
    "hôm qua": 1,
    "hom qua": 1,
    "hôm kia": 2,
    "hom kia": 2,
    "today": 0,
    "yesterday": 1,
}
_UNITS = {
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
_AGO = re.compile(rf"(?:cách đây|cach day)?\s*(\d{{1,4}})\s*({'|'.join(_UNITS)})s?\s*(?:trước|truoc|ago)")
_JUST_NOW = re.compile(r"^(?:cập nhật |đăng )?(?:vừa xong|vua xong|vừa mới|vua moi|mới đây|vài giây trước|just now)\b")
_EPOCH = re.compile(r"^(1\d{9})(\d{3})?$")
_COMPACT = re.compile(
    r"^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:t?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?(?:z|[+-]\d{4})?$"
)
_US = re.compile(
    rf"{_EDGE}(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/{_YEAR},?\s+(?P<h>\d{{1,2}}):(?P<mi>\d{{2}}):(?P<s>\d{{2}})\s*(?P<half>[ap]m)\b"
)
_FORMS = tuple(
    re.compile(form)
    for day in _DAY_FORMS
    for form in (rf"{day}{_JOIN}{_CLOCK}\s*\(?{_ZONE}", rf"(?<!\d){_CLOCK}{_BEFORE}{day}\s*\(?{_ZONE}", day)
)
_SHORT_FORMS = tuple(
    re.compile(form)
    for day in _SHORT_DAY_FORMS
    for form in (rf"{day}{_JOIN}{_CLOCK}", rf"(?<!\d){_CLOCK}{_BEFORE}{day}", rf"^\W*(?:ngày\s+|ngay\s+)?{day}\W*$")
)
_CLOCK_ONLY = re.compile(rf"(?<![\d/]){_CLOCK}")
_EARLIEST = 1990
_LONGEST = 300
"""Characters of a text that are looked at: a date stands in a short line."""


def parse(text: str, now: datetime) -> datetime | None:
    """The moment that `text` names, in UTC; None when it names none or no whole one. `now` is the time of the fetch."""
    plain = " ".join(unicodedata.normalize("NFC", text[:_LONGEST]).lower().replace("\u200b", " ").split())
    now = aware(now)
    for read in _READERS:
        try:
            moment = read(plain, now)
        except (ValueError, OverflowError):
            return None
        if moment is not None:
            return moment.astimezone(UTC) if moment.year >= _EARLIEST else None
    return None


def plausible(moment: datetime | None, fetched_at: datetime) -> datetime | None:
    """The moment, unless it lies more than a day ahead of the fetch: a post from the future has an unknown date."""
    return moment if moment is not None and moment <= fetched_at + timedelta(days=1) else None


def _epoch(text: str, now: datetime) -> datetime | None:
    found = _EPOCH.match(text)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _compact(text: str, now: datetime) -> datetime | None:
    found = _COMPACT.match(text)
    if not found:
        return None
    zone = UTC if text.endswith("z") else VIETNAM
    return datetime(*(int(part or 0) for part in found.groups()), tzinfo=zone)  # type: ignore[misc,arg-type]


def _relative(text: str, now: datetime) -> datetime | None:
    if _JUST_NOW.match(text):
        return now
    found = _AGO.search(text)
    return now - timedelta(seconds=int(found[1]) * _UNITS[found[2]]) if found else None


def _named_day(text: str, now: datetime) -> datetime | None:
    for name, back in _DAYS_BACK.items():
        if name in text:
            day = now.astimezone(VIETNAM) - timedelta(days=back)
            clock = _CLOCK_ONLY.search(text)
            return _moment({**(clock.groupdict() if clock else {}), "d": day.day, "m": day.month, "y": day.year})
    return None


def _us(text: str, now: datetime) -> datetime | None:
    found = _US.search(text)
    return _moment(found.groupdict()) if found else None


def _full(text: str, now: datetime) -> datetime | None:
    for form in _FORMS:
        found = form.search(text)
        if found:
            return _moment(found.groupdict())
    return None


def _yearless(text: str, now: datetime) -> datetime | None:
    for form in _SHORT_FORMS:
        found = form.search(text)
        if found:
            local = now.astimezone(VIETNAM)
            moment = _moment({**found.groupdict(), "y": local.year})
            return moment if moment <= now + timedelta(days=1) else moment.replace(year=local.year - 1)
    return None


_READERS: tuple[Callable[[str, datetime], datetime | None], ...] = (
    _epoch, _compact, _us, _full, _relative, _named_day, _yearless,
)  # fmt: skip


def _moment(parts: Mapping[str, object]) -> datetime:
    """Raises ValueError for a day or an hour that does not exist."""
    name = str(parts.get("name") or "").replace(" ", "_")
    year = _number(parts, "y") or 2000 + _number(parts, "y2")
    month = _MONTHS[name] if name else _number(parts, "m")
    hour = _hour(_number(parts, "h"), str(parts.get("half") or ""))
    return datetime(
        year, month, _number(parts, "d"), hour, _number(parts, "mi"), _number(parts, "s"),
        tzinfo=_zone(str(parts.get("zone") or "")),
    )  # fmt: skip


def _number(parts: Mapping[str, object], name: str) -> int:
    return int(str(parts.get(name) or 0))


def _hour(hour: int, half: str) -> int:
    half = half.replace(".", "")
    noon = 12
    if half in ("ch", "pm", "chiều", "chieu", "tối", "toi") and hour < noon:
        return hour + noon
    if half in ("trưa", "trua") and hour < noon - 1:
        return hour + noon
    if half in ("sa", "am", "đêm", "dem") and hour == noon:
        return 0
    if half in ("đêm", "dem") and 6 < hour < noon:  # ten at night, but one in the night
        return hour + noon
    return hour


def _zone(text: str) -> tzinfo:
    offset = re.search(r"([+-])\s?(\d{1,2}):?(\d{2})?$", text)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return UTC if text.strip() in ("z", "gmt", "utc") else VIETNAM
