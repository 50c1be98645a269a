"""Words for an opinion follow the thresholds that the report states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.values import Change, Tone
from reports.words import (
    METHOD,
    Feelings,
    Intensity,
    Tendency,
    breadth,
    breadth_clauses,
    certainty,
    change,
    change_cell,
    intensity,
    part_of,
    tendency,
)


@pytest.mark.parametrize(
    ("part", "whole", "word"),
    [
        (75, 100, "tuyệt đại đa số"),
        (74, 100, "đa số"),
        (51, 100, "đa số"),
        (50, 100, "nhiều ý kiến"),
        (20, 100, "nhiều ý kiến"),
        (19, 100, "một số ý kiến"),
        (15, 20, "tuyệt đại đa số"),
        (19, 19, None),
        (0, 0, None),
    ],
)
def test_breadth_words_have_stated_thresholds_and_none_below_twenty(part: int, whole: int, word: str | None) -> None:
    assert breadth(part, whole) == word


def test_the_method_states_what_the_code_does() -> None:
    stated = " ".join(METHOD).replace("\u00a0", " ")
    for words in (
        "từ 75 %",
        "trên 50 %",
        "từ 20 % đến 50 %",
        "dưới 20 %",
        "dưới 20 nội dung",
        "từ 25 %",
        "dưới 5 nội dung",
    ):
        assert words in stated


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (Feelings(Tone(3, 1, 0)), Tendency.UNCLEAR),
        (Feelings(Tone(6, 2, 2), against_somebody=2), Tendency.AGREE),
        (Feelings(Tone(1, 3, 6), against_policy=6, against_somebody=6), Tendency.OPPOSE),
        (Feelings(Tone(3, 4, 3), against_somebody=3), Tendency.DIVIDED),
        (Feelings(Tone(1, 3, 6), against_policy=5, against_somebody=6), Tendency.INDIGNANT),
        (Feelings(Tone(1, 3, 6), against_somebody=5, asking=3, asking_negative=3), Tendency.WORRY),
        (Feelings(Tone(1, 3, 6), against_somebody=5, asking=2, asking_negative=2), Tendency.REPORT),
        (Feelings(Tone(0, 10, 0), asking=6), Tendency.WORRY),
        (Feelings(Tone(1, 6, 3), asking=4, asking_negative=1), Tendency.WORRY),
        (Feelings(Tone(1, 8, 1), asking=1, asking_negative=1), Tendency.UNCLEAR),
    ],
)
def test_the_tendency_says_what_most_posts_feel_and_fear_is_no_opposition(found: Feelings, word: Tendency) -> None:
    assert tendency(found) is word


@pytest.mark.parametrize(
    ("unsure", "whole", "word"),
    [
        (0, 9, "khá chắc chắn"),
        (1, 10, "tương đối chắc chắn"),
        (29, 100, "tương đối chắc chắn"),
        (3, 10, "cần thận trọng"),
    ],
)
def test_certainty_has_stated_thresholds(unsure: int, whole: int, word: str) -> None:
    assert certainty(unsure, whole) == word


def test_a_percentage_of_few_posts_is_not_told() -> None:
    assert part_of(3, 7) == "3/7"
    assert part_of(10, 20) == "10/20, khoảng 50,0\u00a0%"


@pytest.mark.parametrize(
    ("pressing", "whole", "word"),
    [
        (4, 4, Intensity.UNKNOWN),
        (6, 10, Intensity.HIGH),
        (5, 10, Intensity.MIDDLE),
        (2, 10, Intensity.MIDDLE),
        (1, 10, Intensity.LOW),
    ],
)
def test_the_intensity_follows_the_share_of_pressing_posts(pressing: int, whole: int, word: Intensity) -> None:
    assert intensity(pressing, whole) is word


@pytest.mark.parametrize(
    ("now", "before", "text", "cell"),
    [
        (14, 10, "tăng 4 (+40,0\u00a0%)", "+4"),
        (8, 20, "giảm 12 (\u221260,0\u00a0%)", "\u221212"),
        (9, 3, "tăng 6 (kỳ trước 3)", "+6"),
        (7, 7, "không đổi", "0"),
        (7, None, "chưa có số liệu kỳ trước để so sánh", "-"),
    ],
)
def test_a_change_is_a_percentage_only_of_ten_posts_or_more(now: int, before: int | None, text: str, cell: str) -> None:
    assert change(Change(now, before)) == text
    assert change_cell(Change(now, before)) == cell


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_clauses_tell_every_side_once_or_nothing_at_all(positive: int, neutral: int, negative: int) -> None:
    tone = Tone(positive, neutral, negative)
    sides = sum(1 for count in (positive, neutral, negative) if count)
    assert len(breadth_clauses(tone)) == (sides if tone.total >= 20 else 0)
