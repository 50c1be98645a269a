"""Labels that staff put right. What the model said stays beside it; the next model learns from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from psycopg.types.json import Jsonb

from store import labels
from store.db import Conn
from store.errors import NotFound, ReviewConflict
from store.sql import load

Value = bool | str | None


@dataclass(frozen=True, slots=True)
class Correction:
    post_id: int
    user_id: int
    task: str
    """`sentiment`, `needs_answer`, `topic:<slug>`, `target:<target>`, `place:<code>`."""
    value: Value
    """None: the model was right after all."""
    said: Value
    """What the model said."""
    expected_revision: int
    """Corrections of this post that the person had on screen."""


@dataclass(frozen=True, slots=True)
class PastCorrection:
    revision: int
    task: str
    value: Value
    said: Value
    who: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds now."""

    task: str
    value: Value
    who: str
    made_at: datetime


def record(conn: Conn, correction: Correction) -> int:
    """Returns the new revision. Raises ReviewConflict when others corrected in the meantime, NotFound."""
    if conn.execute(load("reviews")["lock"], {"post_id": correction.post_id}).fetchone() is None:
        raise NotFound(f"post {correction.post_id} is not stored; it may have been deleted on request")
    values = {
        "post_id": correction.post_id,
        "user_id": correction.user_id,
        "task": correction.task,
        "value": Jsonb(correction.value),
        "said": Jsonb(correction.said),
        "expected": correction.expected_revision,
    }
    row = conn.execute(load("corrections")["record"], values).fetchone()
    if row is None:
        raise ReviewConflict("somebody else has corrected this post in the meantime; look again, then correct")
    if correction.value is None:
        conn.execute(load("labels")["drop"], {"post_id": correction.post_id, "tasks": [correction.task]})
    else:
        labels.put(conn, correction.post_id, correction.task, correction.value, correction.user_id)
    return int(row["revision"])


def history(conn: Conn, post_id: int) -> list[PastCorrection]:
    """Corrections of a post, the newest first."""
    return [PastCorrection(**row) for row in conn.execute(load("corrections")["history"], {"post_id": post_id})]


def standing(conn: Conn, post_id: int) -> dict[str, Standing]:
    """What staff say of a post now, by task."""
    rows = conn.execute(load("corrections")["standing"], {"post_id": post_id})
    return {row["task"]: Standing(**row) for row in rows}


def standing_of(conn: Conn, ids: Iterable[int]) -> dict[int, dict[str, Standing]]:
    """The same of many posts; one that nobody corrected is not among them."""
    found: dict[int, dict[str, Standing]] = {}
    for row in conn.execute(load("corrections")["standing_of"], {"ids": list(ids)}):
        held = Standing(row["task"], row["value"], row["who"], row["made_at"])
        found.setdefault(row["post_id"], {})[held.task] = held
    return found
