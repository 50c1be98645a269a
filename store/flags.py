"""The daily list: posts that the rules put in front of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.flag import Priority, Reason
from domain.times import Window, vietnam_day
from store.db import Conn
from store.reviews import Decision
from store.rows import PostRow, flag, post_row
from store.scopes import Scope, scope_value
from store.sql import load


@dataclass(frozen=True, slots=True)
class FlaggedItem:
    post: PostRow
    day: date
    priority: Priority
    reasons: tuple[Reason, ...]
    copies: int
    """Posts of its story, itself included."""
    revision: int
    """Decisions taken on this very post; what `reviews.record` expects to be told."""
    decision: Decision | None
    """The newest decision on any post of the story."""
    decided_by: str | None
    """Name of the staff member."""
    decided_at: datetime | None
    note: str
    """With the decision; of an item that is open, what somebody noted without deciding."""


@dataclass(frozen=True, slots=True)
class DayTally:
    """How much of a day's list was worked off."""

    day: date
    items: int
    urgent: int
    decided: int


def day_of(listed_at: datetime, fetched_at: datetime, read_since: datetime) -> date:
    """The list on which a post stands.

    What was published since the day on which we began to read its source stands on the list of the day on which we
    fetched it: it may come late, and a list that people have closed already would hide it. What lay there before is
    archive and stands on the list of its own day, or the first crawl would fill one morning with a year of posts.
    """
    archive = vietnam_day(listed_at) < vietnam_day(read_since)
    return vietnam_day(listed_at if archive else fetched_at)


def flagged_on(conn: Conn, day: date, *, include_reviewed: bool = True, scope: Scope = None) -> list[FlaggedItem]:
    """The list of a day: by priority, then newest first; one item a story."""
    values = {"day": day, "include_reviewed": include_reviewed, "scope": scope_value(scope)}
    return [_item(row) for row in conn.execute(load("flags")["flagged_on"], values)]


def flagged_in(conn: Conn, window: Window) -> list[FlaggedItem]:
    """All items of the lists of a window, one a story and day, oldest day first."""
    rows = conn.execute(load("flags")["flagged_in"], {"first": window.first, "last": window.last})
    return [_item(row) for row in rows]


def tally(conn: Conn, window: Window, scope: Scope = None) -> list[DayTally]:
    """Items and decisions of each day of a window that has any."""
    values = {"first": window.first, "last": window.last, "scope": scope_value(scope)}
    rows = conn.execute(load("flags")["tally"], values)
    return [DayTally(**row) for row in rows]


def item(conn: Conn, post_id: int) -> FlaggedItem | None:
    """The item of one post; None for a post that is not flagged."""
    row = conn.execute(load("flags")["item"], {"post_id": post_id}).fetchone()
    return None if row is None else _item(row)


def _item(row: Mapping[str, Any]) -> FlaggedItem:
    found = flag(row)
    if found is None:
        raise ValueError(f"post {row['id']} has no flag")
    return FlaggedItem(
        post=post_row(row),
        day=row["flag_day"],
        priority=found.priority,
        reasons=found.reasons,
        copies=row["copies"],
        revision=row["revision"],
        decision=Decision(row["decision"]) if row["decision"] else None,
        decided_by=row["decided_by"] if row["decision"] else None,
        decided_at=row["decided_at"] if row["decision"] else None,
        note=row["note"] or "",
    )
