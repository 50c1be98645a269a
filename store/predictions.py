"""What models say of stored posts. A new version reads the archive here before it goes live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from psycopg.types.json import Jsonb

from domain.flag import Flag
from domain.post import DisplayText, PostKind
from domain.prediction import Prediction
from domain.times import vietnam_day
from store.db import Conn
from store.locks import lock_posts
from store.sql import load


@dataclass(frozen=True, slots=True)
class Unread:
    """A post that a model version has not read."""

    post_id: int
    kind: PostKind
    title: DisplayText
    text: DisplayText
    context: DisplayText
    listed_at: datetime
    chosen: tuple[str, ...] = ()
    """Topics that people gave a report of a grassroots union: they outrank the model's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model version says of a stored post, and what the rules make of it."""

    post_id: int
    listed_at: datetime
    prediction: Prediction
    flag: Flag | None
    flag_day: date | None = None
    """None for the list of the post's own day."""


def unread(conn: Conn, model: str, n: int) -> list[Unread]:
    """Up to `n` posts that `model` has not read, newest first."""
    rows = conn.execute(load("predictions")["unread"], {"model": model, "n": n})
    return [Unread(**{**row, "kind": PostKind(row["kind"]), "chosen": tuple(row["chosen"])}) for row in rows]


def insert_many(conn: Conn, readings: Sequence[Reading]) -> None:
    """Store a registered version's readings of posts that it had not read. Not for the live model: posts.save is."""
    lock_posts(conn)
    write(conn, readings)
    write_flags(conn, readings)


def write(conn: Conn, readings: Iterable[Reading]) -> None:
    """Predictions and topics of posts that have none of this model."""
    statements = load("predictions")
    readings = list(readings)
    with conn.cursor() as cursor:
        with cursor.copy(statements["copy_predictions"]) as copy:
            for reading in readings:
                copy.write_row(_row(reading.post_id, reading.prediction))
        with cursor.copy(statements["copy_topics"]) as copy:
            for reading in readings:
                for label in reading.prediction.labels:
                    copy.write_row((reading.prediction.model, label, reading.listed_at, reading.post_id))


def write_flags(conn: Conn, readings: Iterable[Reading]) -> None:
    """Flags; a post that has one keeps its day, whichever model gave it."""
    rows = [
        {
            "post_id": reading.post_id,
            "model": reading.prediction.model,
            "day": reading.flag_day or vietnam_day(reading.listed_at),
            "priority": int(reading.flag.priority),
            "reasons": Jsonb([asdict(reason) for reason in reading.flag.reasons]),
            "listed_at": reading.listed_at,
        }
        for reading in readings
        if reading.flag is not None
    ]
    with conn.cursor() as cursor:
        cursor.executemany(load("predictions")["put_flag"], rows)


def _row(post_id: int, said: Prediction) -> tuple[Any, ...]:
    return (
        post_id,
        said.model,
        said.relevant,
        said.relevant_prob,
        Jsonb(dict(said.topics)),
        list(said.labels),
        said.sentiment.value,
        Jsonb({label.value: prob for label, prob in said.sentiment_probs.items()}),
        Jsonb({target.value: asdict(stance) for target, stance in said.targets.items()}),
        said.needs_answer,
        said.needs_answer_prob,
        said.flag_prob,
        said.flag_suggested,
        list(said.abstained),
        Jsonb([{"label": e.label, "start": e.start, "end": e.end, "weight": e.weight} for e in said.evidence]),
    )
