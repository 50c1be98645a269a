from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from domain.flag import FlagRules, Priority, decide, load_flag_rules
from domain.prediction import Prediction, Sentiment
from domain.topics import load_topics

CONFIG = Path(__file__).parents[2] / "config"
OWED = Prediction(
    model="m",
    relevant=True,
    relevant_prob=0.98,
    topics={"no-luong": 0.9},
    labels=("no-luong",),
    sentiment=Sentiment.NEGATIVE,
    sentiment_probs={Sentiment.NEGATIVE: 0.9},
    targets={},
    needs_answer=False,
    needs_answer_prob=0.1,
    flag_prob=0.8,
    flag_suggested=True,
)


def rules() -> FlagRules:
    return load_flag_rules(CONFIG / "flags.toml", [topic.slug for topic in load_topics(CONFIG / "topics.toml")])


def test_owed_wages_are_urgent() -> None:
    flag = decide(OWED, rules())
    assert flag is not None
    assert (flag.priority, flag.reasons[0].rule) == (Priority.URGENT, "unpaid-wages")


def test_a_doubtful_flag_keeps_its_reason_and_comes_last() -> None:
    flag = decide(replace(OWED, flag_prob=rules().doubtful_below - 0.01), rules())
    assert flag is not None
    assert (flag.priority, flag.reasons[0].rule) == (Priority.NORMAL, "unpaid-wages")


def test_what_is_not_about_work_is_never_flagged() -> None:
    assert decide(replace(OWED, relevant=False), rules()) is None
