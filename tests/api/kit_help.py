"""The kit of processing with a model that says the same of every post: pages are tested here, not models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import factory

from api.reception import Reception
from domain.flag import load_flag_rules
from domain.prediction import Prediction
from domain.settings import ROOT, Settings, settings_from
from domain.topics import load_topics
from nlp.places import Gazetteer
from pipeline.kit import Kit


class SameForAll:
    version = factory.MODEL

    def predict(self, posts: Sequence[object]) -> list[Prediction]:
        return [factory.prediction() for _ in posts]


def kit(_settings: Settings) -> Kit:
    topics = load_topics(ROOT / "config" / "topics.toml")
    rules = load_flag_rules(ROOT / "config" / "flags.toml", [topic.slug for topic in topics])
    model: Any = SameForAll()
    return Kit({}, rules, topics, model, Gazetteer.load())


def reception() -> Reception:
    return Reception(settings_from({}), kit)
