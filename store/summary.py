"""What takes long to count of all sources: items by half days, and how their newest pages could be read.

A worker counts it every few minutes; who wants to know how the sources are doing takes that, with its time, and counts
anew where nobody did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from domain.rhythm import WINDOWS
from domain.times import vietnam_day
from store.db import Conn
from store.sql import load

LASTS: Final = timedelta(minutes=12)
"""Longer than two of the worker's turns: one that is late is no reason to count for every page."""
_HALF_DAY: Final = timedelta(hours=12)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Summary:
    made_at: datetime
    items: Mapping[str, list[int]]
    """Of each half day that ended at `made_at`, before it …, back to the first with an item."""
    undated: Mapping[str, float]
    """Share of those items that say no date."""
    pages: Mapping[str, Mapping[str, Any]]
    older: Mapping[str, int]
    """Posts up to `older_day`: what came later is quick to count."""

    @property
    def older_day(self) -> date:
        return vietnam_day(self.made_at - _WEEK)


def keep(conn: Conn, now: datetime) -> None:
    """Count, and leave it for the next minutes."""
    made = count(conn, now)
    pages = {slug: {**row, "lost_since": _text(row["lost_since"])} for slug, row in made.pages.items()}
    summary = {"items": dict(made.items), "undated": dict(made.undated), "pages": pages, "older": dict(made.older)}
    values = {"at": now, "summary": Jsonb(summary)}
    if not conn.execute(load("summary")["renew"], values).rowcount:
        conn.execute(load("summary")["begin"], values)


def of(conn: Conn, now: datetime) -> Summary:
    """What was counted last, if that is not too long ago; else counted now."""
    row = conn.execute(load("summary")["kept"], {"now": now, "since": now - LASTS}).fetchone()
    if row is None or "older" not in row["summary"]:
        return count(conn, now)
    kept = row["summary"]
    pages = {slug: {**one, "lost_since": _moment(one["lost_since"])} for slug, one in kept["pages"].items()}
    return Summary(row["finished_at"], kept["items"], kept["undated"], pages, kept["older"])


def count(conn: Conn, now: datetime) -> Summary:
    statements = load("summary")
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    undated: Counter[str] = Counter()
    for row in conn.execute(statements["items"], {"now": now, "days": WINDOWS}):
        counts[row["source"]][max(0, (now - row["ended"]) // _HALF_DAY)] += row["items"]
        undated[row["source"]] += row["undated"]
    pages = {row.pop("source"): row for row in conn.execute(statements["extraction"], {"week": now - _WEEK})}
    day = vietnam_day(now - _WEEK)
    return Summary(
        made_at=now,
        items={slug: [of_one[ago] for ago in range(max(of_one) + 2)] for slug, of_one in counts.items()},
        undated={slug: undated[slug] / of_one.total() for slug, of_one in counts.items()},
        pages=pages,
        older={row["source"]: row["posts"] for row in conn.execute(statements["older"], {"day": day})},
    )


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
