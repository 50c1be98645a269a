"""What the models read in a post, and what people made of it: beside a corrected label stands the model's word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dashboards.formats import certainty, percent
from dashboards.words import SENTIMENT, TARGET, Reference
from domain.prediction import Prediction, Sentiment, Target
from store.corrections import Standing

MOST_UNSURE: Final = 5
"""A longer list of doubts is not read; how many more there are is said."""
ABSENT: Final = "none"
"""Of a target: the post does not speak of it."""
NOT_SPOKEN: Final = "không nói tới"
UNTOUCHED: Final[Mapping[str, Standing]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Chip:
    word: str
    sure: str
    """How sure the model is, in words."""
    percent: str
    tone: str = ""
    """A sentiment's slug, for its colour; the word says it too."""
    href: str = ""
    said: str = ""
    """Of a label that a person put right: what the model said."""
    gone: bool = False
    """The model gave this label and a person took it away."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Labels with their probabilities, what people put right, and what the models were too unsure to say."""

    topics: tuple[Chip, ...]
    sentiment: Chip
    targets: tuple[tuple[str, Chip], ...]
    needs_answer: Chip | None
    """Where the post needs an answer, or a person said that it does not."""
    unsure: tuple[str, ...]
    places: tuple[Chip, ...] = ()
    """Only those that people added or took away."""


def reading(
    prediction: Prediction,
    reference: Reference,
    people: Mapping[str, Standing] = UNTOUCHED,
    places: Collection[str] = (),
) -> Reading:
    """`people`: what staff say of the post now, by task; `places`: codes of those that the program found."""
    doubts = tuple(dict.fromkeys(reference.task(task) for task in prediction.abstained if _task(task) not in people))
    return Reading(
        topics=_topics(prediction, reference, people),
        sentiment=_sentiment(prediction, people),
        targets=tuple((TARGET[t], chip) for t in Target if (chip := _target(prediction, t, people)) is not None),
        needs_answer=_needs_answer(prediction, people),
        unsure=_unsure(doubts),
        places=tuple(
            _by_people(reference.provinces.get(code, code), "không có" if held.value else "có", gone=not held.value)
            for code, held in _named(people, "place")
            if held.value != (code in places)
        ),
    )


def stance_words(prediction: Prediction, target: Target) -> str:
    stance = prediction.targets.get(target)
    return SENTIMENT[stance.label] if stance else NOT_SPOKEN


def _topics(prediction: Prediction, reference: Reference, people: Mapping[str, Standing]) -> tuple[Chip, ...]:
    held = dict(_named(people, "topic"))
    chips = []
    for slug in (*prediction.labels, *(slug for slug in held if slug not in prediction.labels)):
        word, href = reference.topic(slug), f"/tim-kiem?topic={slug}"
        said = slug in prediction.labels
        kept = bool(held[slug].value) if slug in held else said
        if kept == said:
            if said:
                chips.append(_chip(word, prediction.topics.get(slug, 0.0), href=href))
        else:
            chips.append(_by_people(word, "có" if said else "không", href=href, gone=not kept))
    return tuple(chips)


def _sentiment(prediction: Prediction, people: Mapping[str, Standing]) -> Chip:
    said, held = prediction.sentiment, people.get("sentiment")
    if held is None or held.value == said.value:
        return _chip(SENTIMENT[said], prediction.sentiment_probs.get(said, 0.0), said)
    tone = Sentiment(str(held.value))
    return _by_people(SENTIMENT[tone], SENTIMENT[said], tone=tone)


def _target(prediction: Prediction, target: Target, people: Mapping[str, Standing]) -> Chip | None:
    stance, held = prediction.targets.get(target), people.get(f"target:{target.value}")
    said = stance.label.value if stance else ABSENT
    if held is not None and held.value != said:
        if held.value == ABSENT:
            return _by_people(NOT_SPOKEN, stance_words(prediction, target), gone=True)
        tone = Sentiment(str(held.value))
        return _by_people(SENTIMENT[tone], stance_words(prediction, target), tone=tone)
    return _chip(SENTIMENT[stance.label], stance.prob, stance.label) if stance else None


def _needs_answer(prediction: Prediction, people: Mapping[str, Standing]) -> Chip | None:
    held = people.get("needs_answer")
    if held is not None and held.value != prediction.needs_answer:
        return _by_people("Cần trả lời", "có" if prediction.needs_answer else "không", gone=not held.value)
    return _chip("Cần trả lời", prediction.needs_answer_prob) if prediction.needs_answer else None


def _named(people: Mapping[str, Standing], kind: str) -> list[tuple[str, Standing]]:
    """Topics or places about which people said something, by slug or code."""
    return [(task.partition(":")[2], held) for task, held in people.items() if task.startswith(f"{kind}:")]


def _chip(word: str, probability: float, tone: str = "", href: str = "") -> Chip:
    return Chip(word, certainty(probability), percent(probability), tone, href)


def _by_people(word: str, said: str, *, tone: str = "", href: str = "", gone: bool = False) -> Chip:
    return Chip(word, "", "", tone, href, said, gone)


def _task(abstained: str) -> str:
    """Under which name staff answer what a model left open."""
    return abstained if abstained in {"sentiment", "needs_answer"} or ":" in abstained else f"topic:{abstained}"


def _unsure(words: tuple[str, ...]) -> tuple[str, ...]:
    more = len(words) - MOST_UNSURE
    return (*words[:MOST_UNSURE], f"{more} nhãn khác") if more > 1 else words
