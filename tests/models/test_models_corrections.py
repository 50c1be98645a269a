"""What reviewers said becomes labels; what they did not say becomes none."""

from __future__ import annotations

from dataclasses import fields

import pytest

from domain.prediction import Sentiment, Target
from models.corrections import Correction, Value, labelled
from models.dataset import LabelledPost
from models.post import PostInput

TOPICS = ("no-luong", "bhxh")
POST = PostInput("post-1", "công ty chậm lương", "", "comment")
TARGETS = {f"target:{target.value}" for target in Target}


def said(answers: dict[str, Value]) -> LabelledPost:
    found = labelled(POST, "post-1", answers, TOPICS)
    assert found is not None
    return found


def test_a_corrected_topic_says_nothing_of_the_tone() -> None:
    found = said({"topic:no-luong": True})
    assert found.known == {"no-luong", "relevant"}
    assert found.relevant
    assert found.topics == {"no-luong"}


def test_a_topic_taken_away_leaves_open_whether_the_post_is_about_work() -> None:
    found = said({"topic:no-luong": False})
    assert found.known == {"no-luong"}
    assert found.topics == frozenset()


def test_who_answers_for_one_topic_has_the_list_of_them_before_him() -> None:
    topics = (*TOPICS, "nha-o")
    added = labelled(POST, "post-1", {"topic:bhxh": True}, topics, ["no-luong"])
    assert added is not None
    assert added.topics == {"bhxh", "no-luong"}
    assert added.known == {*topics, "relevant"}
    taken = labelled(POST, "post-1", {"topic:no-luong": False}, topics, ["no-luong"])
    assert taken is not None
    assert taken.topics == frozenset()
    assert taken.known == set(topics)


def test_who_answers_for_the_tone_alone_says_nothing_of_the_topics_shown() -> None:
    found = labelled(POST, "post-1", {"sentiment": "negative"}, TOPICS, ["no-luong"])
    assert found is not None
    assert found.known == {"sentiment"}


def test_an_irrelevant_post_has_no_topic_target_or_flag() -> None:
    found = said({"relevant": False, "flag": False})
    assert found.known == {"relevant", "flag", *TOPICS, *TARGETS}
    assert not found.relevant


def test_a_flag_that_was_dismissed_may_still_be_about_work() -> None:
    assert said({"flag": False}).known == {"flag"}


def test_a_flag_that_was_worth_it_is_about_work() -> None:
    found = said({"flag": True})
    assert found.known == {"flag", "relevant"}
    assert found.flag
    assert found.relevant


def test_a_target_that_is_not_spoken_of_is_known_to_be_absent() -> None:
    found = said({"target:union": "none", "target:employer": "negative", "sentiment": "negative", "needs_answer": True})
    assert found.known == {"target:union", "target:employer", "sentiment", "needs_answer", "relevant"}
    assert found.targets == {Target.EMPLOYER: Sentiment.NEGATIVE}
    assert found.sentiment is Sentiment.NEGATIVE
    assert found.needs_answer


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"place:01": True},
        {"topic:khong-con-nua": True},
        {"relevant": False, "flag": False, "topic:bhxh": True},
        {"relevant": False, "target:union": "positive"},
    ],
)
def test_what_models_do_not_learn_and_what_contradicts_itself_is_left_out(answers: dict[str, Value]) -> None:
    assert labelled(POST, "post-1", answers, TOPICS) is None


def test_a_correction_has_no_place_for_who_made_it() -> None:
    assert [field.name for field in fields(Correction)] == ["post", "made_at"]
