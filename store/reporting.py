"""What a report reads: the facts of every post of a window, and the texts of the few that it quotes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.flag import Flag
from domain.post import DisplayText, Place, PostKind
from domain.prediction import Evidence, Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.rows import flag, place
from store.sql import load


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post without its text: what the live model says, and what staff say."""

    id: int
    listed_at: datetime
    source: str
    source_name: str
    kind: PostKind
    url: str
    """Of a comment that of its article."""
    story_id: int | None
    places: tuple[Place, ...]
    model: str
    relevant: bool
    labels: tuple[str, ...]
    sentiment: Sentiment
    targets: Mapping[Target, Sentiment]
    needs_answer: bool
    abstained: tuple[str, ...]
    flag: Flag | None
    said: Mapping[str, Any]
    """Staff's newest answer to each task, given for any copy: `relevant`, `flag`, `sentiment`, `needs_answer`,
    `topic:<slug>`, `target:<target>`."""
    decision: str | None
    """The newest on any copy."""
    source_kind: str = ""
    source_province: str = ""
    """Two-digit code; empty for a national source."""
    certain: float = 1.0
    """Probability that it is relevant, of its first topic, and of its sentiment, multiplied."""


@dataclass(frozen=True, slots=True)
class QuotedText:
    id: int
    title: DisplayText
    text: DisplayText
    context: DisplayText
    url: str
    evidence: tuple[Evidence, ...]


def facts(conn: Conn, window: Window) -> list[PostFacts]:
    """Every post listed in the window, relevant or not, oldest first."""
    return [_facts(row) for row in conn.execute(load("reporting")["facts"], {"start": window.start, "end": window.end})]


def texts(conn: Conn, ids: Collection[int], window: Window) -> dict[int, QuotedText]:
    """Texts by id of those posts that lie in the window."""
    values = {"ids": list(ids), "start": window.start, "end": window.end}
    return {row["id"]: _text(row) for row in conn.execute(load("reporting")["texts"], values)}


def listed_at(conn: Conn, post_id: int) -> datetime | None:
    """When a stored post is listed; None for one that is not stored or was erased."""
    row = conn.execute(load("reporting")["listed_at"], {"id": post_id}).fetchone()
    return None if row is None else row["listed_at"]


def _facts(row: Mapping[str, Any]) -> PostFacts:
    return PostFacts(
        id=row["id"],
        listed_at=row["listed_at"],
        source=row["source"],
        source_name=row["source_name"],
        kind=PostKind(row["kind"]),
        url=row["url"],
        story_id=row["story_id"],
        places=tuple(place(item) for item in row["places"]),
        model=row["model"],
        relevant=row["relevant"],
        labels=tuple(row["labels"]),
        sentiment=Sentiment(row["sentiment"]),
        targets={Target(name): Sentiment(stance["label"]) for name, stance in row["targets"].items()},
        needs_answer=row["needs_answer"],
        abstained=tuple(row["abstained"]),
        flag=flag(row),
        said=row["said"] or {},
        decision=row["decision"],
        source_kind=row["source_kind"],
        source_province=row["source_province"],
        certain=row["certain"],
    )


def _text(row: Mapping[str, Any]) -> QuotedText:
    spans = (
        Evidence(item["label"], item["start"], item["end"], row["text"][item["start"] : item["end"]], item["weight"])
        for item in row["evidence"]
    )
    return QuotedText(row["id"], row["title"], row["text"], row["context"], row["url"], tuple(spans))
