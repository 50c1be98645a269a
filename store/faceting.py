"""How many of the newest finds of a search there are under each further condition; totals are store.tallying's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, LiteralString

from store.db import Conn
from store.searching import PostQuery, fetch, readable, values_of, way
from store.sql import load

NEWEST: Final = 1_000
PARTS: Final = ("target", "province", "source_kind", "status", "needs_answer", "flagged")


@dataclass(frozen=True, slots=True)
class Facets:
    parts: Mapping[str, Mapping[str, int]]
    """Posts by part and value; a post that speaks of two targets or names two provinces stands under both.

    `status` counts flagged posts under `open` where nobody decided; `needs_answer` and `flagged` know only `true`.
    """
    partial: bool
    """The search finds more than were looked at."""


def facets(conn: Conn, query: PostQuery, *, newest: int = NEWEST) -> Facets:
    """Raises BadSearch for a tsquery that is none."""
    values = values_of(query) | {"before_at": None, "before_id": None, "limit": newest}
    with readable():
        rows = fetch(conn, way(conn, query, values), values, _around)
    parts: dict[str, dict[str, int]] = {part: {} for part in PARTS}
    looked_at = 0
    for row in rows:
        if row["part"] == "posts":
            looked_at = row["posts"]
        else:
            parts[row["part"]][row["value"]] = row["posts"]
    return Facets(parts, looked_at >= newest)


def _around(statement: LiteralString) -> LiteralString:
    return load("faceting")["found"].replace("TABLE post_facts", statement)
