"""Decisions of staff on flagged posts. A decision is also a label for the next model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from psycopg.types.json import Jsonb

from store.db import Conn
from store.errors import NotFound, ReviewConflict
from store.sql import load


class Decision(StrEnum):
    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"
    HANDLED = "handled"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    REOPENED = "reopened"
    """Takes the newest decision back: the post is open again, and so is the question whether it matters."""


LABELS: dict[Decision, dict[str, bool]] = {
    Decision.RELEVANT: {"relevant": True, "flag": True},
    Decision.HANDLED: {"relevant": True, "flag": True},
    Decision.FORWARDED: {"relevant": True, "flag": True},
    Decision.ANSWERED: {"relevant": True, "flag": True},
    Decision.NOT_RELEVANT: {"relevant": False, "flag": False},
    Decision.DISMISSED: {"flag": False},
    Decision.REOPENED: {},
}
"""What each decision says of the post. Dismissed: about work perhaps, but nothing for the union to do."""


@dataclass(frozen=True, slots=True)
class Review:
    post_id: int
    reviewer_id: int
    decision: Decision
    note: str = ""
    expected_revision: int = 0
    """Decisions on this post that the reviewer had on screen; 0 for none."""


@dataclass(frozen=True, slots=True)
class PastReview:
    revision: int
    decision: Decision
    note: str
    reviewer: str
    made_at: datetime


def record(conn: Conn, review: Review) -> int:
    """Store a decision and its labels; returns the new revision.

    Raises ReviewConflict when others decided in the meantime, NotFound for a post that is not stored.
    """
    statements = load("reviews")
    if conn.execute(statements["lock"], {"post_id": review.post_id}).fetchone() is None:
        raise NotFound(f"post {review.post_id} is not stored; it may have been deleted on request")
    values = {"post_id": review.post_id, "user_id": review.reviewer_id}
    decided = values | {"decision": review.decision, "note": review.note, "expected": review.expected_revision}
    row = conn.execute(statements["record"], decided).fetchone()
    if row is None:
        raise ReviewConflict("somebody else has decided about this post in the meantime; look again, then decide")
    conn.execute(load("labels")["drop"], values | {"tasks": ["relevant", "flag"]})
    for task, value in LABELS[review.decision].items():
        conn.execute(load("labels")["put"], values | {"task": task, "value": Jsonb(value)})
    return int(row["revision"])


def history(conn: Conn, post_id: int) -> list[PastReview]:
    """Decisions on a post, the newest first."""
    rows = conn.execute(load("reviews")["history"], {"post_id": post_id})
    return [PastReview(**{**row, "decision": Decision(row["decision"])}) for row in rows]


def revisions(conn: Conn, post_ids: Sequence[int]) -> dict[int, int]:
    """How many decisions each post has; those without any are left out."""
    rows = conn.execute(load("reviews")["revisions"], {"post_ids": list(post_ids)})
    return {row["post_id"]: row["revision"] for row in rows}
