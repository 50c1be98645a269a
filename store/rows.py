"""A stored post as other rooms read it, and how it is made of a row of the view `post_rows`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.flag import Flag, Priority, Reason
from domain.post import DisplayText, Place, PostKind
from domain.prediction import Evidence, Prediction, Sentiment, Stance, Target


@dataclass(frozen=True, slots=True)
class PostRow:
    id: int
    source: str
    source_name: str
    source_kind: str
    kind: PostKind
    url: str
    title: DisplayText
    text: DisplayText
    context: DisplayText
    """Title of the article under which a comment stands."""
    section: str
    tags: tuple[str, ...]
    published_at: datetime | None
    fetched_at: datetime
    listed_at: datetime
    """`published_at`, else (or where that lies ahead) `fetched_at`: the time by which lists and counts go."""
    places: tuple[Place, ...]
    redactions: Mapping[str, int]
    story_id: int | None
    copies: int
    """Posts of its story, itself included; 1 for a post that nobody copied."""
    prediction: Prediction
    """Of the live model."""
    flag: Flag | None
    flag_day: date | None


def post_row(row: Mapping[str, Any]) -> PostRow:
    return PostRow(
        id=row["id"],
        source=row["source"],
        source_name=row["source_name"],
        source_kind=row["source_kind"],
        kind=PostKind(row["kind"]),
        url=row["url"],
        title=row["title"],
        text=row["text"],
        context=row["context"],
        section=row["section"],
        tags=tuple(row["tags"]),
        published_at=row["published_at"],
        fetched_at=row["fetched_at"],
        listed_at=row["listed_at"],
        places=tuple(place(item) for item in row["places"]),
        redactions=row["redactions"],
        story_id=row["story_id"],
        copies=row["copies"],
        prediction=prediction(row),
        flag=flag(row),
        flag_day=row["flag_day"],
    )


def place(item: Mapping[str, Any]) -> Place:
    return Place(**{**item, "candidates": tuple(item["candidates"])})


def prediction(row: Mapping[str, Any]) -> Prediction:
    return Prediction(
        model=row["model"],
        relevant=row["relevant"],
        relevant_prob=row["relevant_prob"],
        topics=row["topics"],
        labels=tuple(row["labels"]),
        sentiment=Sentiment(row["sentiment"]),
        sentiment_probs={Sentiment(name): prob for name, prob in row["sentiment_probs"].items()},
        targets={
            Target(name): Stance(Sentiment(stance["label"]), stance["prob"]) for name, stance in row["targets"].items()
        },
        needs_answer=row["needs_answer"],
        needs_answer_prob=row["needs_answer_prob"],
        flag_prob=row["flag_prob"],
        flag_suggested=row["flag_suggested"],
        abstained=tuple(row["abstained"]),
        evidence=tuple(_evidence(item, row["text"]) for item in row["evidence"]),
    )


def _evidence(item: Mapping[str, Any], text: str) -> Evidence:
    start, end = item["start"], item["end"]
    return Evidence(label=item["label"], start=start, end=end, text=text[start:end], weight=item["weight"])


def flag(row: Mapping[str, Any]) -> Flag | None:
    if row["priority"] is None:
        return None
    return Flag(Priority(row["priority"]), tuple(Reason(**reason) for reason in row["reasons"]))
