"""What is known of a post, in words: where it stands, and what the models read in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dashboards.formats import certainty, moment_near, number, percent
from dashboards.words import KIND, SENTIMENT, SOURCE_KIND, TARGET, Reference
from domain.grassroots import people_of
from domain.post import Place
from domain.prediction import Prediction, Target
from store.posts import PostRow

MOST_UNSURE: Final = 5
"""A longer list of doubts is not read; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Meta:
    href: str
    title: str
    """A comment has none: it is shown by the article under which it stands."""
    under: str
    when: str
    when_iso: str
    source: str
    source_kind: str
    kind: str
    places: tuple[str, ...]
    people: str
    """How many a report of a grassroots union speaks of, in words; empty for other posts."""
    more_copies: int
    """Other outlets that carry the same story."""


@dataclass(frozen=True, slots=True)
class Chip:
    word: str
    sure: str
    """How sure the model is, in words."""
    percent: str
    tone: str = ""
    """A sentiment's slug, for its colour; the word says it too."""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Labels with their probabilities, and what the models were too unsure to say."""

    topics: tuple[Chip, ...]
    sentiment: Chip
    targets: tuple[tuple[str, Chip], ...]
    needs_answer: Chip | None
    """Where the post needs an answer."""
    unsure: tuple[str, ...]


def meta(post: PostRow, reference: Reference, day: date) -> Meta:
    return Meta(
        href=f"/tin/{post.id}",
        title=post.title,
        under=post.context,
        when=moment_near(post.published_at, day),
        when_iso=_iso(post.published_at),
        source=post.source_name,
        source_kind=SOURCE_KIND.get(post.source_kind, post.source_kind),
        kind=KIND[post.kind],
        places=tuple(dict.fromkeys(place_words(post.places, reference))),
        people=people_words(post.tags),
        more_copies=max(0, post.copies - 1),
    )


def people_words(tags: Iterable[str]) -> str:
    found = people_of(tags)
    if found is None:
        return ""
    least, most = found
    return f"{number(least)} người" if least == most else f"{number(least)}–{number(most)} người"


def reading(prediction: Prediction, reference: Reference) -> Reading:
    sentiment = prediction.sentiment
    return Reading(
        topics=tuple(
            _chip(reference.topic(slug), prediction.topics.get(slug, 0.0), href=f"/tim-kiem?topic={slug}")
            for slug in prediction.labels
        ),
        sentiment=_chip(SENTIMENT[sentiment], prediction.sentiment_probs.get(sentiment, 0.0), sentiment),
        targets=tuple(
            (TARGET[target], _chip(SENTIMENT[stance.label], stance.prob, stance.label))
            for target in Target
            if (stance := prediction.targets.get(target)) is not None
        ),
        needs_answer=_chip("Cần trả lời", prediction.needs_answer_prob) if prediction.needs_answer else None,
        unsure=_unsure(tuple(dict.fromkeys(reference.task(task) for task in prediction.abstained))),
    )


def _chip(word: str, probability: float, tone: str = "", href: str = "") -> Chip:
    return Chip(word, certainty(probability), percent(probability), tone, href)


def stance_words(prediction: Prediction, target: Target) -> str:
    stance = prediction.targets.get(target)
    return SENTIMENT[stance.label] if stance else "không nói tới"


def _unsure(words: tuple[str, ...]) -> tuple[str, ...]:
    more = len(words) - MOST_UNSURE
    return (*words[:MOST_UNSURE], f"{more} nhãn khác") if more > 1 else words


def place_words(places: Iterable[Place], reference: Reference) -> Iterable[str]:
    """Provinces by their present name, with the old one that the text used; an unclear one says what it may mean."""
    for place in places:
        if place.ambiguous:
            meant = " hoặc ".join(reference.provinces.get(code, code) for code in place.candidates)
            yield f"“{place.name}” (chưa rõ: {meant})"
        else:
            yield f"{place.name} ({place.old_name} cũ)" if place.old_name else place.name


def _iso(value: datetime | None) -> str:
    return "" if value is None else value.isoformat()
