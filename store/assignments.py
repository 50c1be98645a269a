"""Who works on a post, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from store.db import Conn
from store.errors import NotFound, ReviewConflict
from store.rows import PostRow, post_row
from store.scopes import Scope, scope_value
from store.sql import load


@dataclass(frozen=True, slots=True)
class Task:
    """What a person is asked to do about a post."""

    post_id: int
    assignee: int | None
    """None takes the post from whoever had it."""
    due: date | None
    note: str
    assigned_by: int
    expected_revision: int


@dataclass(frozen=True, slots=True)
class Assignment:
    post_id: int
    revision: int
    assignee_id: int | None
    assignee: str | None
    due: date | None
    note: str
    assigned_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    post: PostRow
    assignment: Assignment
    pressing: int
    """By day and priority, the most pressing first; a list goes by this and then by the newest post."""


def put(conn: Conn, task: Task) -> int:
    """Returns the new revision. Raises ReviewConflict when others assigned in the meantime, NotFound."""
    if conn.execute(load("reviews")["lock"], {"post_id": task.post_id}).fetchone() is None:
        raise NotFound(f"post {task.post_id} is not stored; it may have been deleted on request")
    values = {
        "post_id": task.post_id,
        "assignee": task.assignee,
        "due": task.due,
        "note": task.note,
        "user_id": task.assigned_by,
        "expected": task.expected_revision,
    }
    row = conn.execute(load("assignments")["put"], values).fetchone()
    if row is None:
        raise ReviewConflict("somebody else has assigned this post in the meantime; look again, then assign")
    return int(row["revision"])


def of(conn: Conn, ids: Iterable[int]) -> dict[int, Assignment]:
    """By post; a post that was never assigned is not among them."""
    return {row["post_id"]: Assignment(**row) for row in conn.execute(load("assignments")["of"], {"ids": list(ids)})}


def work(
    conn: Conn,
    assignee: int | None,
    scope: Scope = None,
    *,
    limit: int = 200,
    before: tuple[int, int] | None = None,
) -> list[Work]:
    """What a person (None: anybody) still has to do, the most pressing first; `before`: where the last page ended."""
    pressing, post_id = before or (None, None)
    values = {
        "assignee": assignee,
        "scope": scope_value(scope),
        "limit": limit,
        "before": pressing,
        "before_id": post_id,
    }
    rows = conn.execute(load("assignments")["work"], values, prepare=False).fetchall()
    return [Work(post_row(row), _assignment(row), row["pressing"]) for row in rows]


def _assignment(row: dict[str, object]) -> Assignment:
    names = ("assignee_id", "assignee", "due", "note", "assigned_by", "made_at")
    return Assignment(row["id"], row["assigned_revision"], **{name: row[name] for name in names})  # type: ignore[arg-type]
