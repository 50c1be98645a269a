"""What people say of a post outranks what the model says."""

from __future__ import annotations

from typing import Any

import pytest
from invented import ACCIDENT, flag, row

from domain.flag import Priority
from domain.post import Place
from domain.prediction import Sentiment, Target
from reports.facts import effective

FLAGGED = {"flag": flag(ACCIDENT), "labels": ("an-toan-lao-dong", "bhxh"), "sentiment": Sentiment.NEGATIVE}


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({}, "topics", ("an-toan-lao-dong", "bhxh")),
        ({"relevant": False}, "relevant", False),
        ({"relevant": False}, "flagged", False),
        ({"relevant": False}, "listed", False),
        ({"flag": False}, "flagged", False),
        ({"flag": False}, "listed", True),
        ({"sentiment": "positive"}, "sentiment", Sentiment.POSITIVE),
        ({"needs_answer": True}, "needs_answer", True),
        ({"topic:bhxh": False}, "topics", ("an-toan-lao-dong",)),
        ({"topic:nha-o": True}, "topics", ("an-toan-lao-dong", "bhxh", "nha-o")),
        ({"topic:bhxh": True}, "topics", ("an-toan-lao-dong", "bhxh")),
        ({"target:union": "negative"}, "targets", {Target.EMPLOYER: "neutral", Target.UNION: "negative"}),
        ({"target:employer": "none"}, "targets", {}),
    ],
)
def test_a_person_s_answer_takes_the_place_of_the_model_s(said: dict[str, Any], field: str, value: object) -> None:
    fact = effective(row(**FLAGGED, targets={Target.EMPLOYER: Sentiment.NEUTRAL}, said=said))
    assert getattr(fact, field) == value


def test_a_person_can_flag_what_no_rule_did() -> None:
    fact = effective(row(said={"flag": True, "relevant": True}))
    assert (fact.flagged, fact.listed, fact.priority) == (True, True, Priority.NORMAL)


def test_a_post_that_a_person_has_seen_is_no_longer_unsure() -> None:
    assert effective(row(abstained=("sentiment",))).unsure
    assert not effective(row(abstained=("sentiment",), decision="handled")).unsure
    assert effective(row(decision="handled")).human


def test_an_ambiguous_place_is_no_place_and_a_place_counts_once() -> None:
    twice = (Place("Đồng Nai", "75"), Place("Đồng Nai", "75", old_name="Bình Phước"))
    fact = effective(row(places=(*twice, Place("ĐN", "", ambiguous=True, candidates=("75", "48")))))
    assert fact.places == (("75", "Đồng Nai"),)
