"""What staff say is true of a post: the newest answer to each question. models.train learns from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    story_id: int | None
    """Copies belong on the same side of a split."""
    labels: Mapping[str, Value]
    """`relevant`, `flag`, `needs_answer`: bool; `sentiment`, `target:<target>`: str; `topic:<slug>`: bool."""


def put(conn: Conn, post_id: int, task: str, value: Value, user_id: int) -> None:
    """Answer one question about a post, over any earlier answer."""
    values = {"post_id": post_id, "task": task, "value": Jsonb(value), "user_id": user_id}
    conn.execute(load("labels")["put"], values)


def every(conn: Conn) -> Iterator[LabelledPost]:
    """All posts with at least one label, by id."""
    for row in conn.execute(load("labels")["every"]):
        yield LabelledPost(**{**row, "kind": PostKind(row["kind"])})
