"""What is known beside a post itself: who has it, which labels people put right, what else tells of its event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboards.formats import number
from dashboards.reading import UNTOUCHED
from store import assignments, corrections, event_lists
from store.assignments import Assignment
from store.corrections import Standing
from store.db import Conn
from store.event_lists import Others
from store.scopes import Scope


@dataclass(frozen=True, slots=True)
class EventLink:
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    assignment: Assignment | None = None
    people: Mapping[str, Standing] = field(default_factory=lambda: UNTOUCHED)
    """What they say of the post, by task."""
    event: EventLink | None = None
    """None where no other text tells of the same."""


NOTHING: Final = Beside()


def beside(conn: Conn, ids: Collection[int], scope: Scope) -> dict[int, Beside]:
    """Of each of the posts, as somebody with this scope sees it."""
    given, people = assignments.of(conn, ids), corrections.standing_of(conn, ids)
    told = event_lists.others(conn, ids, scope)
    return {one: Beside(given.get(one), people.get(one, UNTOUCHED), _link(told.get(one))) for one in ids}


def _link(others: Others | None) -> EventLink | None:
    return (
        EventLink(f"/su-viec/{others.event_id}", f"cùng sự việc: {number(others.texts)} bài khác") if others else None
    )
