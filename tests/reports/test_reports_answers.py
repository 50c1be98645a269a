"""From a flagged question to its public answer: counted by topic, with time and what followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from factory import NOON, post, prediction
from invented import WEEK, report, row

from domain.prediction import Sentiment
from nlp.fingerprint import bands
from reports import xlsx_ahead
from reports.chapters import answers as page
from reports.chapters.answers import after, hours
from reports.signals.answers import answered
from reports.values import Answers
from store import assignments, posts, reviews, users
from store.assignments import Task
from store.db import Conn
from store.reviews import Decision, Review

NONE = Answers("bhxh", 5, 0, 0, 5, None, None, 0.0, None)
TOLD = replace(NONE, answered=2, open=3, hours=5.2, first_answer=WEEK.first, before=12.0, after=4.0)


def ask(conn: Conn, number: int, **changes: Any) -> int:
    words = " ".join(f"hỏi{number}y{word}" for word in range(40))
    said = prediction(labels=("bhxh",), needs_answer=True, sentiment=Sentiment.NEUTRAL)
    made = post(**{"url": f"https://a.example/{number}", "text": words, "prediction": said, **changes})
    posts.save(conn, [made], [bands(made.fingerprint.minhash)])
    return number


def test_a_question_is_followed_to_its_answer(conn: Conn) -> None:
    asked = [ask(conn, number, published_at=NOON - timedelta(hours=number)) for number in range(1, 5)]
    ask(conn, 9, prediction=prediction(labels=("bhxh",), needs_answer=False))
    ask(conn, 10, flag=None)
    lan = users.credentials(conn, "lan")
    assert lan is not None
    assignments.put(conn, Task(asked[0], lan.user.id, None, "", lan.user.id, 0))
    reviews.record(conn, Review(asked[0], lan.user.id, Decision.ANSWERED, "https://a.example/tra-loi"))
    reviews.record(conn, Review(asked[1], lan.user.id, Decision.FORWARDED))
    (found,) = answered(conn, WEEK, NOON)
    assert (found.topic, found.asked, found.owned, found.answered, found.open) == ("bhxh", 4, 1, 1, 2)
    assert found.hours is not None
    assert found.first_answer is not None
    assert answered(conn, WEEK.before(), NOON) == ()


@pytest.mark.parametrize(
    ("item", "fell", "word"),
    [
        (NONE, None, "chưa trả lời"),
        (replace(TOLD, after=None), None, "chưa đủ ba ngày"),
        (TOLD, True, "đã giảm"),
        (replace(TOLD, after=9.0), False, "chưa giảm"),
        (replace(TOLD, before=0.6, after=0.0), None, "quá ít"),
    ],
)
def test_a_wave_fell_only_when_three_whole_days_say_so(item: Answers, fell: bool | None, word: str) -> None:
    assert item.fell is fell
    assert word in after(item)


def test_the_chapter_and_the_sheet_tell_the_same() -> None:
    found = replace(report([row(1)]), answers=(TOLD, replace(NONE, topic="")))
    assert "Bảo hiểm xã hội" in str(page.part(found))
    assert page.NO_TOPIC in str(page.part(found))
    assert xlsx_ahead.loop(found).rows[0][1:6] == (5, 0, 2, 3, 5.2)
    assert page.part(report([row(1)])) == []


def test_time_is_told_in_fitting_units() -> None:
    assert [hours(value) for value in (None, 0.5, 5.2, 96.0)] == ["chưa có", "30 phút", "5 giờ", "4 ngày"]
