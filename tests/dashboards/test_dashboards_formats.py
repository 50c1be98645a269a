"""Numbers, times and order as Vietnamese readers expect them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboards.formats import (
    ago,
    answer_words,
    certainty,
    day_words,
    moment,
    moment_near,
    number,
    percent,
    vietnamese_order,
)

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def test_thousands_are_parted_by_dots() -> None:
    assert number(1234567) == "1.234.567"


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.5, "50\u202f%"), (0.999, "trên 99\u202f%"), (0.001, "dưới 1\u202f%"), (1.0, "trên 99\u202f%")],
)
def test_no_model_is_ever_wholly_sure(probability: float, words: str) -> None:
    assert percent(probability) == words


def test_times_are_those_of_viet_nam() -> None:
    assert moment(datetime(2026, 11, 19, 18, 30, tzinfo=UTC)) == "01:30, 20/11/2026"


def test_a_post_without_a_date_says_so() -> None:
    assert moment(None) == "không rõ ngày"
    assert moment_near(None, date(2026, 11, 20)) == "không rõ ngày"


def test_the_hour_alone_is_enough_on_its_own_day() -> None:
    assert moment_near(NOW, date(2026, 11, 20)) == "12:00"
    assert moment_near(NOW, date(2026, 11, 21)) == "12:00, 20/11/2026"


def test_days_have_their_weekday() -> None:
    assert day_words(date(2026, 11, 20)) == "Thứ Sáu, 20/11/2026"
    assert day_words(date(2026, 11, 22)) == "Chủ Nhật, 22/11/2026"


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(seconds=20), "vừa xong"),
        (timedelta(minutes=59), "59 phút trước"),
        (timedelta(hours=23), "23 giờ trước"),
        (timedelta(days=1500), "1.500 ngày trước"),
    ],
)
def test_how_long_ago(past: timedelta, words: str) -> None:
    assert ago(NOW - past, NOW) == words


def test_what_never_happened_says_so() -> None:
    assert ago(None, NOW) == "chưa lần nào"


def test_names_are_sorted_by_the_vietnamese_alphabet() -> None:
    names = ["Đồng Nai", "Ánh", "Đà Nẵng", "Điện Biên", "Hà Nội", "An Giang", "Cà Mau", "Dak", "Huế", "Âu"]
    assert sorted(names, key=vietnamese_order) == [
        "An Giang",
        "Ánh",
        "Âu",
        "Cà Mau",
        "Dak",
        "Đà Nẵng",
        "Điện Biên",
        "Đồng Nai",
        "Hà Nội",
        "Huế",
    ]


def test_tones_only_part_words_that_are_else_the_same() -> None:
    assert sorted(["má", "ma", "mạ", "mà", "mãn", "mả", "mã"], key=vietnamese_order) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mãn",
    ]


@pytest.mark.parametrize(
    ("probability", "sure", "answer"),
    [
        (0.99, "chắc chắn", "có, chắc chắn"),
        (0.85, "chắc chắn", "có, chắc chắn"),
        (0.7, "khá chắc", "có, khá chắc"),
        (0.5, "chưa chắc", "có, chưa chắc"),
        (0.22, "chưa chắc", "không, khá chắc"),
        (0.01, "chưa chắc", "không, chắc chắn"),
    ],
)
def test_staff_read_how_sure_a_model_is_in_words(probability: float, sure: str, answer: str) -> None:
    assert (certainty(probability), answer_words(probability)) == (sure, answer)
