"""Sources as the database knows them, and how each is doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from psycopg.types.json import Jsonb

from domain.rhythm import Rhythm, rhythm
from domain.silence import LONG_SILENCE
from domain.standing import Cause, Extraction, State, Tried, Way, refused
from store.db import Conn
from store.sql import load
from store.standing import Gathered, gather

__all__ = ["Round", "SourceHealth", "SourceRow", "State", "all_sources", "begin_round", "end_round", "health", "upsert"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    slug: str
    name: str
    url: str
    kind: str
    level: str = ""
    province: str = ""
    enabled: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of a source from its ways in to its articles."""

    began_at: datetime
    ended_at: datetime
    seen: int
    """Addresses that it met."""
    lost: int
    """Of these, those that did not end in exactly one outcome: a defect of ours where it is not 0."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    slug: str
    name: str
    url: str
    kind: str
    province: str
    enabled: bool
    reason: str
    """Why it is disabled, or the slug of what goes wrong: of the way in, else of the articles."""
    last_fetch_at: datetime | None
    last_item_at: datetime | None
    """`listed_at` of its newest post that is no comment."""
    pages_total: int
    """Pages at rest; they are purged after a while."""
    pages_set_aside: int
    posts_total: int
    posts_7d: int
    last_outcomes: Mapping[str, int]
    """What the addresses of its last round came to, each counted once, e.g. {"stored": 12, "same": 30}."""
    state: State
    cause: Cause = ""
    since: datetime | None = None
    """When the present trouble or silence began, where that is known."""
    ways: tuple[Way, ...] = ()
    """Ways in of the last round, in the order in which they answered."""
    articles: tuple[Tried, ...] = ()
    last_round: Round | None = None
    owed: int = 0
    """Addresses that were named and are not settled: later rounds ask for them."""
    extraction: Extraction = field(default_factory=Extraction)
    rhythm: Rhythm = field(default_factory=lambda: rhythm((), datetime.now(UTC)))
    counted_at: datetime | None = None
    """When rhythm, volume and pages were counted: some minutes ago at most."""
    undated: float | None = None
    """Share of undated items in nine weeks; None without any item."""

    @property
    def alarm(self) -> bool:
        """Somebody should look: it fails, gave nothing yet, or is silent or loud beyond its habit."""
        if self.state in ("broken", "blocked", "layout-changed", "empty"):
            return self.cause != "never-read"
        return self.enabled and self.cause == "rhythm" and bool(self.rhythm.unusual)


def upsert(conn: Conn, rows: Sequence[SourceRow]) -> None:
    """Store or update sources; those that are not named stay as they are."""
    with conn.cursor() as cursor:
        cursor.executemany(load("sources")["upsert"], [asdict(row) for row in rows])


def all_sources(conn: Conn) -> list[SourceRow]:
    return [SourceRow(**row) for row in conn.execute(load("sources")["all"])]


def begin_round(conn: Conn, source: str, at: datetime) -> int:
    """Note that a source is read from now on; commit at once, or a kill leaves no trace of it."""
    row = conn.execute(load("sources")["begin_round"], {"source": source, "at": at}).fetchone() or {}
    return int(row["id"])


def end_round(conn: Conn, round_id: int, at: datetime, *, seen: int, lost: int, patience: int = LONG_SILENCE) -> None:
    """`patience`: days of silence that the source's file allows, so that whoever judges it later knows."""
    summary = Jsonb({"seen": seen, "lost": lost, "patience": patience})
    conn.execute(load("sources")["end_round"], {"id": round_id, "at": at, "summary": summary})


def purge_rounds(conn: Conn, before: datetime) -> int:
    return conn.execute(load("sources")["purge_rounds"], {"before": before}).rowcount


def health(conn: Conn, now: datetime | None = None) -> list[SourceHealth]:
    """Every source by slug with its state and the evidence for it."""
    return [_health(found) for found in gather(conn, now or datetime.now(UTC))]


def _health(found: Gathered) -> SourceHealth:
    row, evidence = found.row, found.evidence
    return SourceHealth(
        **{name: row[name] for name in ("slug", "name", "url", "kind", "province", "enabled")},
        reason=row["reason"] or _trouble(found),
        last_fetch_at=row["last_fetch_at"],
        last_item_at=row["last_item_at"],
        pages_total=found.pages.get("total", 0),
        pages_set_aside=found.pages.get("set_aside", 0),
        posts_total=evidence.posts,
        posts_7d=found.posts.get("week", 0),
        last_outcomes=dict(found.outcomes),
        state=found.standing.state,
        cause=found.standing.cause,
        since=found.since,
        ways=tuple(evidence.ways),
        articles=tuple(evidence.articles),
        last_round=_round(row),
        owed=row["owed"],
        extraction=evidence.extraction,
        rhythm=evidence.rhythm,
        counted_at=found.counted_at,
        undated=found.undated,
    )


def _round(row: Mapping[str, object]) -> Round | None:
    if row["began_at"] is None:
        return None
    return Round(row["began_at"], row["finished_at"], row["seen"], row["lost"])  # type: ignore[arg-type]


def _trouble(found: Gathered) -> str:
    """What to blame: a refusal before a fault, a way in before an article."""
    for tries in (found.evidence.ways, found.evidence.articles):
        bad = [one for one in tries if one.outcome in ("refused", "failed", "set_aside")]
        if bad:
            return next((one.reason for one in bad if refused(one.outcome, one.reason)), bad[0].reason)
    return ""
