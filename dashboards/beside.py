"""What people did about a post besides deciding: who has it, and which labels they put right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboards.reading import UNTOUCHED
from store import assignments, corrections
from store.assignments import Assignment
from store.corrections import Standing
from store.db import Conn


@dataclass(frozen=True, slots=True)
class Beside:
    assignment: Assignment | None = None
    people: Mapping[str, Standing] = field(default_factory=lambda: UNTOUCHED)
    """What they say of the post, by task."""


NOTHING: Final = Beside()


def beside(conn: Conn, ids: Collection[int]) -> dict[int, Beside]:
    """Of each of the posts."""
    given, people = assignments.of(conn, ids), corrections.standing_of(conn, ids)
    return {one: Beside(given.get(one), people.get(one, UNTOUCHED)) for one in ids}
