"""What a report reads: the facts of every post of a window, and the texts of the few that it quotes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from psycopg.rows import tuple_row

from domain.flag import Flag
from domain.post import DisplayText, Place, PostKind
from domain.prediction import Evidence, Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.rows import flag, place
from store.sql import load


class PostFacts(NamedTuple):
    """A post without its text: what the live model says, and what staff say. A tuple, for a quarter has 250,000."""

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
    event_id: int | None = None
    """None where no other text tells of the same."""


@dataclass(frozen=True, slots=True)
class QuotedText:
    id: int
    title: DisplayText
    text: DisplayText
    context: DisplayText
    url: str
    evidence: tuple[Evidence, ...]
    event_id: int | None = None


def facts(conn: Conn, window: Window) -> list[PostFacts]:
    """Every post listed in the window, relevant or not, oldest first."""
    said, decided = _said(conn), _decided(conn)
    return _read(conn, window, said, decided, every=True)


def corrected(conn: Conn, window: Window) -> list[PostFacts]:
    """Those of which people said something, of whichever copy."""
    said, decided = _said(conn), _decided(conn)
    return _read(conn, window, said, decided, stories=said)


def touched(conn: Conn, window: Window) -> list[PostFacts]:
    """Those that are flagged, with what else tells of the same event, and those of which people said or decided
    something, of whichever copy."""
    said, decided = _said(conn), _decided(conn)
    return _read(conn, window, said, decided, stories={*said, *decided}, flagged=True)


def _said(conn: Conn) -> dict[int, Mapping[str, Any]]:
    """By story; a text that nobody copied is its own, by its negative id."""
    return {row["story"]: row["labels"] for row in conn.execute(load("reporting")["said"])}


def _decided(conn: Conn) -> dict[int, str]:
    return {row["story"]: row["decision"] for row in conn.execute(load("reporting")["decided"])}


def _read(
    conn: Conn,
    window: Window,
    said: Mapping[int, Mapping[str, Any]],
    decided: Mapping[int, str],
    *,
    stories: Collection[int] = (),
    flagged: bool = False,
    every: bool = False,
) -> list[PostFacts]:
    span = {"start": window.start, "end": window.end}
    with conn.cursor(row_factory=tuple_row) as cursor:
        values = span | {"stories": list(stories), "flagged": flagged, "all": every}
        return [_facts(row, said, decided) for row in cursor.execute(load("reporting")["facts"], values)]


def texts(conn: Conn, ids: Collection[int], window: Window) -> dict[int, QuotedText]:
    """Texts by id of those posts that lie in the window."""
    values = {"ids": list(ids), "start": window.start, "end": window.end}
    return {row["id"]: _text(row) for row in conn.execute(load("reporting")["texts"], values)}


def listed_at(conn: Conn, post_id: int) -> datetime | None:
    """When a stored post is listed; None for one that is not stored or was erased."""
    row = conn.execute(load("reporting")["listed_at"], {"id": post_id}).fetchone()
    return None if row is None else row["listed_at"]


def _facts(row: tuple[Any, ...], said: Mapping[int, Mapping[str, Any]], decided: Mapping[int, str]) -> PostFacts:
    """In the order of the statement's columns."""
    post_id, listed_at, source, source_name, kind, url, story_id, places, source_kind, source_province, *labelled = row
    model, relevant, labels, sentiment, targets, needs_answer, abstained, certain, *flagged = labelled
    priority, reasons, event_id = flagged
    story = -post_id if story_id is None else story_id
    return PostFacts(
        post_id,
        listed_at,
        source,
        source_name,
        KINDS[kind],
        url,
        story_id,
        places_of(places),
        model,
        relevant,
        words_of(labels),
        SENTIMENTS[sentiment],
        targets_of(targets),
        needs_answer,
        words_of(abstained),
        None if priority is None or reasons is None else _flag(priority, reasons),
        said.get(story, _NOTHING),
        decided.get(story),
        source_kind,
        source_province,
        certain,
        event_id,
    )


KINDS = {str(kind): kind for kind in PostKind}
SENTIMENTS = {str(sentiment): sentiment for sentiment in Sentiment}
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@lru_cache(maxsize=4096)
def places_of(text: str) -> tuple[Place, ...]:
    return tuple(place(item) for item in json.loads(text))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@lru_cache(maxsize=4096)
def targets_of(text: str) -> Mapping[Target, Sentiment]:
    """Of `union=negative workers=positive`; shared by all posts that say the same, so nobody may change it."""
    said = (item.split("=") for item in text.split())
    return MappingProxyType({Target(name): Sentiment(label) for name, label in said})


@lru_cache(maxsize=4096)
def _flag(priority: int, reasons: str) -> Flag | None:
    return flag({"priority": priority, "reasons": json.loads(reasons)})


def _text(row: Mapping[str, Any]) -> QuotedText:
    spans = (
        Evidence(item["label"], item["start"], item["end"], row["text"][item["start"] : item["end"]], item["weight"])
        for item in row["evidence"]
    )
    return QuotedText(row["id"], row["title"], row["text"], row["context"], row["url"], tuple(spans), row["event_id"])
