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

from crawlers import date_forms
from domain.times import VIETNAM, aware

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
    found = date_forms.EPOCH.match(text)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _compact(text: str, now: datetime) -> datetime | None:
    found = date_forms.COMPACT.match(text)
    if not found:
        return None
    zone = UTC if text.endswith("z") else VIETNAM
    return datetime(*(int(part or 0) for part in found.groups()), tzinfo=zone)  # type: ignore[misc,arg-type]


def _relative(text: str, now: datetime) -> datetime | None:
    if date_forms.JUST_NOW.match(text):
        return now
    found = date_forms.AGO.search(text)
    return now - timedelta(seconds=int(found[1]) * date_forms.UNITS[found[2]]) if found else None


def _named_day(text: str, now: datetime) -> datetime | None:
    for name, back in date_forms.DAYS_BACK.items():
        if name in text:
            day = now.astimezone(VIETNAM) - timedelta(days=back)
            clock = date_forms.CLOCK_ONLY.search(text)
            return _moment({**(clock.groupdict() if clock else {}), "d": day.day, "m": day.month, "y": day.year})
    return None


def _us(text: str, now: datetime) -> datetime | None:
    found = date_forms.US.search(text)
    return _moment(found.groupdict()) if found else None


def _full(text: str, now: datetime) -> datetime | None:
    for form in date_forms.FULL:
        found = form.search(text)
        if found:
            return _moment(found.groupdict())
    return None


def _yearless(text: str, now: datetime) -> datetime | None:
    for form in date_forms.YEARLESS:
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
    month = date_forms.MONTHS[name] if name else _number(parts, "m")
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
