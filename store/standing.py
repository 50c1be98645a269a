"""Gathers what is known of each source, in a handful of statements, for domain.standing to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.rhythm import Rhythm, rhythm
from domain.silence import LONG_SILENCE
from domain.standing import Evidence, Extraction, Standing, Tried, Way, judge
from domain.times import VIETNAM
from store import summary
from store.db import Conn
from store.sql import load

Row = Mapping[str, Any]
_WEEK = timedelta(days=7)
IMPORTED = "import:"
"""What stands for an address where people bring the texts in."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One source: its row, and the evidence beside it."""

    row: Row
    evidence: Evidence
    standing: Standing
    outcomes: Mapping[str, int]
    """Addresses of the last round, each counted once."""
    counted_at: datetime
    """When rhythm and pages were counted: some minutes ago at most."""
    undated: float | None
    """Share of its items of the last nine weeks that say no date."""
    pages: Row
    posts: Row
    since: datetime | None
    """When the present trouble began; None where there is none or it is not known."""


def gather(conn: Conn, now: datetime) -> list[Gathered]:
    """Every source by slug."""
    statements = load("sources")
    rows = conn.execute(statements["rows"]).fetchall()
    answers = _answers(conn, rows)
    counted = summary.of(conn, now)
    days = {"week": now - _WEEK, "day": counted.older_day}
    posts = {row["source"]: row for row in conn.execute(statements["posts"], days)}
    found = []
    for row in rows:
        slug = row["slug"]
        total = counted.older.get(slug, 0) + posts.get(slug, {}).get("newer", 0)
        if row["last_item_at"] is not None:
            total = max(1, total)  # the first of its posts may be old, and not be counted yet
        halves = counted.items.get(slug) or _long_silent(row["last_item_at"], counted.made_at)
        rhythm_of = _rhythm(halves, counted.made_at, row["patience"] or LONG_SILENCE)
        evidence = _evidence(row, total, answers[slug], counted.pages.get(slug, {}), rhythm_of)
        found.append((row, evidence, judge(evidence, now)))
    troubled = [row["slug"] for row, _, standing in found if standing.failing or standing.cause == "links-gone"]
    began = {row["source"]: row for row in conn.execute(statements["went_well"], {"sources": troubled})}
    return [
        Gathered(
            row=row,
            evidence=evidence,
            standing=standing,
            outcomes=Counter(answer["outcome"] for answer in answers[row["slug"]]),
            counted_at=counted.made_at,
            undated=counted.undated.get(row["slug"]),
            pages=counted.pages.get(row["slug"], {}),
            posts=posts.get(row["slug"], {}),
            since=_since(row, standing, began.get(row["slug"], {}), counted.pages.get(row["slug"], {})),
        )
        for row, evidence, standing in found
    ]


def _answers(conn: Conn, rows: Sequence[Row]) -> dict[str, list[Row]]:
    read = [row for row in rows if row["last_fetch_at"] is not None]
    values = {"sources": [row["slug"] for row in read]}
    values |= {name: [row[name] for row in read] for name in ("since", "until")}
    found: dict[str, list[Row]] = defaultdict(list)
    for answer in conn.execute(load("sources")["answers"], values):
        found[answer["source"]].append(answer)
    return found


def _rhythm(halves: Sequence[int], now: datetime, patience: int) -> Rhythm:
    """Of what came in each half day: days that end now, and those that ended twelve hours before."""
    whole = [sum(halves[at : at + 2]) for at in range(0, len(halves) - 1, 2)]
    between = [sum(halves[at : at + 2]) for at in range(1, len(halves) - 1, 2)]
    return rhythm(whole, now.astimezone(VIETNAM), between, patience)


def _evidence(row: Row, posts: int, answers: Sequence[Row], pages: Row, found: Rhythm) -> Evidence:
    ways = sorted((one for one in answers if one["role"] != "article"), key=lambda one: one["at"])
    tried = Counter((a["outcome"], a["reason"], a["status"]) for a in answers if a["role"] == "article")
    counts = {name: pages.get(name, 0) for name in ("newest", "newest_lost", "earlier", "earlier_lost")}
    return Evidence(
        enabled=row["enabled"],
        posts=posts,
        last_fetch_at=row["last_fetch_at"],
        ways=[Way(one["url"], one["role"], one["status"], one["outcome"], one["reason"]) for one in ways],
        articles=[Tried(*key, articles=number) for key, number in tried.most_common()],
        extraction=Extraction(**counts),
        rhythm=found,
        imported=row["url"] == IMPORTED,
    )


def _long_silent(last_item_at: datetime | None, now: datetime) -> list[int]:
    """All that is known of a source whose last item is older than the windows: how long it has been silent."""
    return [] if last_item_at is None else [0] * min(2000, 2 * (now - last_item_at).days)


def _since(row: Row, standing: Standing, began: Row, pages: Row) -> datetime | None:
    if standing.cause == "not-read":
        since: datetime | None = row["last_fetch_at"]
    elif standing.cause == "unreadable":
        since = pages.get("lost_since")
    elif standing.state == "quiet":
        since = row["last_item_at"]
    elif standing.cause in ("way-in", "links-gone"):
        since = began.get("since")
    else:
        since = None
    return since
