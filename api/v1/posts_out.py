"""Posts as `/api/v1` gives them. There is no field for an author anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Optional

from pydantic import BaseModel, create_model

from api.v1.examples import PLAIN, POST, REVIEW, example
from dashboards.marks import excerpt
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from store.posts import PostRow
from store.reviews import Decision, PastReview


class PlaceOut(BaseModel):
    model_config = PLAIN

    name: str
    code: str
    """Official two-digit code; empty where the text leaves open which place is meant."""
    candidates: tuple[str, ...]


class StanceOut(BaseModel):
    model_config = PLAIN

    sentiment: Sentiment
    probability: float


class Reading(BaseModel):
    """What the live model says, with calibrated probabilities; `unsure` names the tasks on which it abstained."""

    model: str
    relevant: bool
    relevant_probability: float
    topics: dict[str, float]
    sentiment: Sentiment
    sentiment_probabilities: dict[Sentiment, float]
    targets: dict[Target, StanceOut]
    needs_answer: bool
    needs_answer_probability: float
    unsure: tuple[str, ...]


class FlagOut(BaseModel):
    model_config = PLAIN

    day: date
    priority: int
    """1 urgent, 2 high, 3 normal."""
    reasons: dict[str, str]
    """Rule and its Vietnamese sentence."""


class PostOut(BaseModel):
    """A post on a list: an excerpt of at most 320 characters; the full text is at its own address."""

    model_config = example(POST)

    id: int
    url: str
    source: str
    source_name: str
    kind: PostKind
    title: str
    context: str
    """Title of the article under which a comment stands."""
    excerpt: str
    published_at: datetime | None
    fetched_at: datetime
    places: tuple[PlaceOut, ...]
    copies: int
    """Posts of its story, itself included."""
    reading: Reading
    flag: FlagOut | None


class PostsOut(BaseModel):
    model_config = example({"posts": [POST], "total": 1, "more": False, "next_cursor": None})

    posts: tuple[PostOut, ...]
    total: int
    """How many posts the conditions find."""
    more: bool
    """There are more than `total`: counting one by one stopped."""
    next_cursor: str | None


_OPTIONAL: Final[dict[str, Any]] = {
    name: (Optional[field.annotation], None)  # noqa: UP045  the type is a value here
    for name, field in PostOut.model_fields.items()
}
SparseOut: Final = create_model("SparseOut", __doc__="The fields of a post that were asked for.", **_OPTIONAL)


class SparsePostsOut(BaseModel):
    """Where `fields` were named: posts have these and no others."""

    model_config = example(
        {"posts": [{"id": 4711, "title": POST["title"]}], "total": 1, "more": False, "next_cursor": None}
    )

    posts: tuple[SparseOut, ...]  # type: ignore[valid-type]
    total: int
    more: bool
    next_cursor: str | None


class ReviewOut(BaseModel):
    model_config = example(REVIEW)

    revision: int
    decision: Decision
    note: str
    reviewer: str
    made_at: datetime


class EvidenceOut(BaseModel):
    """A span of `text`: `text[start:end]` carried the label."""

    label: str
    start: int
    end: int
    weight: float


class PostDetail(PostOut):
    """One post with its text, where staff decided, and what it said before its publisher changed it."""

    model_config = example(
        POST
        | {"text": POST["excerpt"], "evidence": [], "redactions": {"phone": 1}, "reviews": [], "earlier_versions": 0}
        | {"story": None, "event": 7}
    )

    text: str
    evidence: tuple[EvidenceOut, ...]
    redactions: dict[str, int]
    reviews: tuple[ReviewOut, ...]
    earlier_versions: int
    story: int | None
    """Of its copies; null where it has none."""
    event: int | None
    """Of other texts that tell of the same; null where there is none."""


def listed(post: PostRow) -> PostOut:
    return PostOut(**_fields(post))


def detailed(post: PostRow, history: Sequence[PastReview], earlier_versions: int, event: int | None) -> PostDetail:
    return PostDetail(
        **_fields(post),
        text=post.text,
        evidence=tuple(
            EvidenceOut(label=span.label, start=span.start, end=span.end, weight=span.weight)
            for span in post.prediction.evidence
        ),
        redactions=dict(post.redactions),
        reviews=tuple(reviewed(review) for review in history),
        earlier_versions=earlier_versions,
        story=post.story_id,
        event=event,
    )


def reviewed(review: PastReview) -> ReviewOut:
    return ReviewOut(
        revision=review.revision,
        decision=review.decision,
        note=review.note,
        reviewer=review.reviewer,
        made_at=review.made_at,
    )


def _fields(post: PostRow) -> dict[str, Any]:
    said = post.prediction
    return {
        "id": post.id,
        "url": post.url,
        "source": post.source,
        "source_name": post.source_name,
        "kind": post.kind,
        "title": post.title,
        "context": post.context,
        "excerpt": "".join(piece.text for piece in excerpt(post.text, said.evidence)),
        "published_at": post.published_at,
        "fetched_at": post.fetched_at,
        "places": [PlaceOut(name=p.name, code=p.code, candidates=p.candidates) for p in post.places],
        "copies": post.copies,
        "reading": Reading(
            model=said.model,
            relevant=said.relevant,
            relevant_probability=said.relevant_prob,
            topics={topic: said.topics.get(topic, 0.0) for topic in said.labels},
            sentiment=said.sentiment,
            sentiment_probabilities=dict(said.sentiment_probs),
            targets={t: StanceOut(sentiment=s.label, probability=s.prob) for t, s in said.targets.items()},
            needs_answer=said.needs_answer,
            needs_answer_probability=said.needs_answer_prob,
            unsure=said.abstained,
        ),
        "flag": _flag(post),
    }


def _flag(post: PostRow) -> FlagOut | None:
    if post.flag is None or post.flag_day is None:
        return None
    reasons = {reason.rule: reason.sentence for reason in post.flag.reasons}
    return FlagOut(day=post.flag_day, priority=post.flag.priority, reasons=reasons)
