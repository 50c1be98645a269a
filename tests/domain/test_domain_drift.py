from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.drift import FLOOR, LEAST_POSTS, Measure, Week, drift

MONDAY = date(2026, 9, 7)


def weeks(count: int) -> list[Week]:
    """Alike, but for chance."""
    return [
        Week(MONDAY + timedelta(weeks=at), 200, 0.05 + at % 2 / 500, 0.2, {"no-luong": 60 + at % 2, "nha-o": 40})
        for at in range(count)
    ]


def out(found: list[Week]) -> set[Measure]:
    return {figure.measure for figure in drift("m-1", found).figures if figure.out}


def test_weeks_that_are_alike_tell_nothing() -> None:
    found = drift("m-1", weeks(8))
    assert len(found.figures) == len(Measure)
    assert found.sentences == ()


def test_new_words_doubts_and_other_topics_are_told_each_by_itself() -> None:
    *earlier, last = weeks(8)
    assert out([*earlier, replace(last, unknown=0.12)]) == {Measure.UNKNOWN}
    assert out([*earlier, replace(last, doubtful=0.3)]) == {Measure.DOUBTFUL}
    assert out([*earlier, replace(last, topics={"bhxh": 90, "nha-o": 10})]) == {Measure.TOPICS}


def test_less_than_the_usual_is_no_worry() -> None:
    *earlier, last = weeks(8)
    assert out([*earlier, replace(last, unknown=0.0, doubtful=0.0)]) == set()


def test_a_rise_below_the_floor_is_chance_however_alike_the_weeks_were() -> None:
    *earlier, last = weeks(8)
    assert out([*earlier, replace(last, doubtful=0.2 + FLOOR[Measure.DOUBTFUL] - 0.001)]) == set()
    assert out([*earlier, replace(last, doubtful=0.2 + FLOOR[Measure.DOUBTFUL] + 0.001)]) == {Measure.DOUBTFUL}


def test_nothing_is_usual_before_there_are_enough_weeks() -> None:
    *earlier, last = weeks(4)
    found = drift("m-1", [*earlier, replace(last, unknown=0.9)])
    assert [figure.limit for figure in found.figures] == [None] * len(Measure)
    assert found.sentences == ()


def test_a_week_of_a_few_posts_is_left_out() -> None:
    found = drift("m-1", [replace(week, posts=LEAST_POSTS - 1) for week in weeks(8)])
    assert (found.weeks, found.figures) == ((), ())


def test_the_sentence_says_the_week_the_share_and_what_to_do() -> None:
    *earlier, last = weeks(8)
    (sentence,) = drift("m-1", [*earlier, replace(last, unknown=0.12)]).sentences
    assert sentence.startswith("Tuần từ 26/10/2026: 12,0 % số từ")
    assert "huấn luyện lại" in sentence
