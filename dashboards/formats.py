"""Numbers and times as Vietnamese readers expect them. Times on screen are those of Viet Nam."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from domain.times import VIETNAM, Window

NARROW = "\u202f"
"""Keeps a number and its unit on one line."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def number(value: int) -> str:
    """`1.234`."""
    return f"{value:,}".replace(",", ".")


def percent(probability: float) -> str:
    """Whole percents; the ends stay honest: no model is ever 100 % sure."""
    if probability > 0.99:
        return f"trên 99{NARROW}%"
    if probability < 0.01:
        return f"dưới 1{NARROW}%"
    return f"{round(probability * 100)}{NARROW}%"


SURE, FAIRLY_SURE = 0.85, 0.65
"""From which probability staff read "chắc chắn", and from which "khá chắc"."""


def certainty(probability: float) -> str:
    """How sure a model is of a label that it gave, in words; the number stands beside it for who asks."""
    if probability >= SURE:
        return "chắc chắn"
    return "khá chắc" if probability >= FAIRLY_SURE else "chưa chắc"


def answer_words(probability: float) -> str:
    """Yes or no with how sure: `có, khá chắc`."""
    yes = probability >= 0.5
    return f"{'có' if yes else 'không'}, {certainty(probability if yes else 1 - probability)}"


def day_words(day: date) -> str:
    """`Thứ Sáu, 20/11/2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {day_digits(day)}"


def day_digits(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """`14:30, 20/11/2026` in Viet Nam; a post without a date says so."""
    return "không rõ ngày" if value is None else f"{value.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"


def moment_near(value: datetime | None, day: date) -> str:
    """The hour alone on `day` itself, else hour and date."""
    if value is None:
        return "không rõ ngày"
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M}" if local.date() == day else moment(value)


def window_words(window: Window) -> str:
    return f"từ {day_digits(window.first)} đến {day_digits(window.last)}"


def ago(value: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    if value is None:
        return "chưa lần nào"
    minutes = max(0, int((now - value).total_seconds() // 60))
    if minutes < 1:
        return "vừa xong"
    if minutes < 60:
        return f"{minutes} phút trước"
    if minutes < 24 * 60:
        return f"{minutes // 60} giờ trước"
    return f"{number(minutes // (24 * 60))} ngày trước"


def vietnamese_order(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A sort key: letters of the Vietnamese alphabet first, tones only between words that are else the same."""
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text).lower():
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        at = _ALPHABET.find(letter)
        letters.append(at if at >= 0 else ord(letter[0]) - 1000 if ord(letter[0]) < 128 else 1000 + ord(letter[0]))
        tones.append(tone)
    return tuple(letters), tuple(tones)
