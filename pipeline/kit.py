"""Everything that processing needs, built once by `main` and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawlers.spec import SourceSpec
from domain.flag import FlagRules, load_flag_rules
from domain.settings import Settings
from domain.topics import Topic, load_topics
from models.predict import Predictor
from models.registry import live
from nlp.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Kit:
    specs: Mapping[str, SourceSpec]
    rules: FlagRules
    topics: tuple[Topic, ...]
    predictor: Predictor
    gazetteer: Gazetteer


def load_kit(settings: Settings, specs: Mapping[str, SourceSpec]) -> Kit:
    """Read models, rules and gazetteer. Raises the named error of whichever cannot be used."""
    topics = load_topics(settings.config / "topics.toml")
    return Kit(
        specs=specs,
        rules=load_flag_rules(settings.config / "flags.toml", [topic.slug for topic in topics]),
        topics=topics,
        predictor=Predictor.load(live(settings.models)),
        gazetteer=Gazetteer.load(),
    )
