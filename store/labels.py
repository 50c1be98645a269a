"""What staff say is true of a post: the newest answer to each question. models.train learns from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.types.json import Jsonb

from domain.post import DisplayText, PostKind
from store.db import Conn
from store.sql import load

Value = bool | str | float


@dataclass(frozen=True, slots=True)
class LabelledPost:
    post_id: int
    kind: PostKind
    title: DisplayText
    text: DisplayText
    context: DisplayText
    """Title of the article that a comment stands under."""
    story_id: int | None
    """Copies belong on the same side of a split."""
    labels: Mapping[str, Value]
    """`relevant`, `flag`, `needs_answer`, `topic:<slug>`, `place:<code>`: bool; `sentiment`, `target:<target>`: str."""
    made_at: datetime
    """Of the newest of them."""
    shown: Sequence[str] | None
    """Topics by the model that was live then; None where it had not read the post."""


def put(conn: Conn, post_id: int, task: str, value: Value, user_id: int) -> None:
    """Answer one question about a post, over any earlier answer."""
    values = {"post_id": post_id, "task": task, "value": Jsonb(value), "user_id": user_id}
    conn.execute(load("labels")["put"], values)


def every(conn: Conn) -> Iterator[LabelledPost]:
    """All posts with at least one label, by id; none that was deleted, for its labels went with it."""
    for row in conn.execute(load("labels")["every"]):
        yield LabelledPost(**{**row, "kind": PostKind(row["kind"])})


@dataclass(frozen=True, slots=True)
class TaskTally:
    task: str
    posts: int
    """Posts of which staff said what is true."""
    yes: int
    """Of them those with the answer yes, for tasks that are answered by yes or no."""


def tally(conn: Conn) -> list[TaskTally]:
    """How much staff have said so far, the most first."""
    return [TaskTally(**row) for row in conn.execute(load("labels")["tally"])]
