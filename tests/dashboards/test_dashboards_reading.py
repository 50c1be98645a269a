"""Beside a label that a person put right stands what the model said."""

from __future__ import annotations

import pytest
import web_help
from desk import Desk
from factory import NOON, place, post, prediction

from dashboards.filters import Filters
from dashboards.reading import Reading, reading
from dashboards.search import Asked, search_page
from dashboards.words import Reference
from domain.prediction import Sentiment, Stance, Target
from store import assignments, corrections
from store.assignments import Task
from store.corrections import Correction, Standing, Value

TODAY = NOON.date()


def corrected(reference: Reference, places: tuple[str, ...] = (), **answers: Value) -> Reading:
    people = {
        name.replace("__", ":"): Standing(name.replace("__", ":"), value, "Nguyễn Lan", NOON)
        for name, value in answers.items()
    }
    said = prediction(
        labels=("no-luong",),
        targets={Target.UNION: Stance(Sentiment.POSITIVE, 0.9)},
        abstained=("sentiment", "viec-lam"),
    )
    return reading(said, reference, people, places)


def test_a_tone_put_right_names_both(reference: Reference) -> None:
    found = corrected(reference, sentiment="neutral")
    assert (found.sentiment.word, found.sentiment.said, found.sentiment.tone) == ("trung tính", "tiêu cực", "neutral")
    assert found.unsure == ("Việc làm",)


def test_a_confirmed_label_stays_the_model_s(reference: Reference) -> None:
    found = corrected(reference, sentiment="negative", needs_answer=True)
    assert (found.sentiment.said, found.sentiment.sure) == ("", "khá chắc")
    assert found.needs_answer is not None
    assert found.needs_answer.said == ""


def test_topics_taken_away_and_added_are_told_apart(reference: Reference) -> None:
    found = corrected(reference, **{"topic__no-luong": False, "topic__viec-lam": True, "topic__bhxh": False})
    assert [(chip.word, chip.said, chip.gone) for chip in found.topics] == [
        ("Nợ lương", "có", True),
        ("Việc làm", "không", False),
    ]


@pytest.mark.parametrize(
    ("task", "value", "shown"),
    [
        ("target__union", "negative", ("Công đoàn", "tiêu cực", "tích cực", False)),
        ("target__union", "none", ("Công đoàn", "không nói tới", "tích cực", True)),
        ("target__policy", "negative", ("Chính sách", "tiêu cực", "không nói tới", False)),
    ],
)
def test_a_target_put_right_names_both(
    reference: Reference, task: str, value: str, shown: tuple[str, str, str, bool]
) -> None:
    found = corrected(reference, **{task: value})
    assert shown in [(about, chip.word, chip.said, chip.gone) for about, chip in found.targets]


def test_only_places_that_people_changed_are_told(reference: Reference) -> None:
    found = corrected(reference, ("75",), place__75=True, place__48=True)
    assert [(chip.word, chip.said, chip.gone) for chip in found.places] == [("Đà Nẵng", "không có", False)]


def test_list_and_search_show_what_people_put_right(desk: Desk) -> None:
    web_help.fill(desk.conn, [post(places=(place(),))])
    user = web_help.staff(desk.conn)
    for revision, (task, value) in enumerate((("sentiment", "neutral"), ("place:75", False))):
        corrections.record(desk.conn, Correction(1, user.id, task, value, None, revision))
    card = desk.daily().sections[0].cards[0]
    assert [(chip.word, chip.gone) for chip in card.reading.places] == [("Đồng Nai", True)]
    assert "<ins>trung tính</ins> <small>máy: tiêu cực</small>" in desk.html(desk.daily())
    page = search_page(desk.conn, desk.viewer, desk.reference, Asked(Filters()), TODAY)
    assert page.results[0].reading.sentiment.said == "tiêu cực"


def test_a_card_says_who_has_the_post(desk: Desk) -> None:
    web_help.fill(desk.conn, [post()])
    user = web_help.staff(desk.conn)
    free = desk.daily().sections[0].cards[0].holder
    assert free is not None
    assert (free.words, free.mine, free.me) == ("", False, desk.viewer.id)
    assignments.put(desk.conn, Task(1, user.id, TODAY, "Hỏi cơ sở", user.id, 0))
    held = desk.daily().sections[0].cards[0].holder
    assert held is not None
    assert (held.words, held.note, held.revision) == ("Nguyễn Lan, hạn 20/11/2026", "Hỏi cơ sở", 1)
