"""How many of the newest finds of a search there are under each further condition; totals are store.tallying's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg.rows import DictRow

from store.db import Conn
from store.searching import PostQuery, facts
from store.sql import load

NEWEST: Final = 1_000


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
    return facets_of(conn, facts(conn, query, newest + 1), newest=newest)


def facets_of(conn: Conn, found: Sequence[DictRow], *, newest: int = NEWEST) -> Facets:
    """Of facts as store.searching gives them."""
    rows = found[:newest]
    kinds = {row["slug"]: row["kind"] for row in conn.execute(load("faceting")["source_kinds"])}
    parts = {
        "target": Counter(tone for row in rows for tone in row["tones"] if ":" not in tone),
        "province": Counter(code for row in rows for code in row["provinces"]),
        "source_kind": Counter(kinds[row["source"]] for row in rows),
        "status": _decisions(conn, rows),
        "needs_answer": Counter("true" for row in rows if row["needs_answer"]),
        "flagged": Counter("true" for row in rows if row["flagged"]),
    }
    return Facets(parts, len(found) > newest)


def decisions(conn: Conn, posts: Sequence[tuple[int, datetime]]) -> dict[int, str]:
    """The newest decision on the story of each post (number and `listed_at`); what is open is not among them."""
    values = {"ids": [number for number, _ in posts], "moments": [moment for _, moment in posts]}
    return {row["post_id"]: row["decision"] for row in conn.execute(load("faceting")["decided"], values)}


def _decisions(conn: Conn, rows: Sequence[DictRow]) -> Counter[str]:
    """What nobody decided counts where it is flagged."""
    decided = decisions(conn, [(row["post_id"], row["listed_at"]) for row in rows])
    told = [(row["flagged"], decided.get(row["post_id"], "open")) for row in rows]
    return Counter(decision for flagged, decision in told if flagged or decision != "open")
