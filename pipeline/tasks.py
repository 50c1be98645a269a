"""The jobs of the house as plain functions: `make demo` calls them in a row, the worker when they are due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from crawlers.outcome import CrawlSettings
from crawlers.spec import SourceSpec
from domain.settings import Settings
from domain.times import vietnam_day
from models.registry import ensure_live
from pipeline.context import all_specs, practice_specs, real_specs
from pipeline.kit import Kit, load_kit
from pipeline.linking import link_waiting
from pipeline.problems import Problem
from pipeline.rereading import read_archive
from pipeline.retention import retention
from pipeline.unsigning import unsign_if_rules_changed
from pipeline.work import Tally, process_waiting
from store import (
    alerts,
    events,
    fetches,
    heard,
    models,
    pages,
    partitions,
    pauses,
    sources,
    stories,
    summary,
    timetable,
    waiting,
)
from store.db import connect
from store.retaining import forget_comments
from store.sources import SourceRow

MONTHS_AHEAD = 3
KEEP_FETCHES = 180
"""Days of the record of requests: half a year shows a source's rhythm."""
KEEP_HEARD = 2
"""Days of what ways in named; it is of use for six hours."""
KEEP_WAITING = 14
"""Days after which an address that never answered well is given up; its failures stay on record."""
KEEP_BANDS = 90
"""Days of MinHash bands: copies are looked for within three weeks."""
KEEP_TOLD = 60
"""Days of which post stood in which message; after three weeks a copy is news again."""


def enabled_specs(*, practice: bool) -> list[SourceSpec]:
    """The sources that are read: those of the practice web, or the enabled ones of the outside."""
    chosen = practice_specs() if practice else real_specs()
    return [spec for spec in chosen.values() if spec.enabled]


def chosen_specs(slugs: Sequence[str], *, practice: bool) -> list[SourceSpec]:
    """The named sources of either web, or all that are enabled. Raises Problem for an unknown or disabled one."""
    if not slugs:
        return enabled_specs(practice=practice)
    known = all_specs()
    for slug in slugs:
        if slug not in known:
            raise Problem(f"there is no source {slug!r}; `langnghe sources` lists them")
        if not known[slug].enabled:
            raise Problem(f"source {slug!r} is not enabled: {known[slug].reason}")
    return [known[slug] for slug in slugs]


def crawl_settings(settings: Settings, specs: Sequence[SourceSpec]) -> CrawlSettings:
    """Loopback is for the practice web's own sources and for nothing else."""
    practice = practice_specs()
    near = all(spec.slug in practice for spec in specs)
    return CrawlSettings(settings.contact, allow_loopback=near, private_hosts=settings.private_sources)


def store_sources(dsn: str, specs: Sequence[SourceSpec]) -> None:
    rows = [SourceRow(s.slug, s.name, s.url, s.kind.value, s.level, s.province, s.enabled, s.reason) for s in specs]
    with connect(dsn) as conn:
        sources.upsert(conn, rows)


def kit_for(dsn: str, settings: Settings) -> Kit:
    """The kit with the live model, trained where there is none; the archive is read by it where it was not yet."""
    ensure_live(settings.models, settings.config)
    kit = load_kit(settings, all_specs())
    with connect(dsn) as conn:
        models.register(conn, kit.predictor.version)
        known = models.live(conn) == kit.predictor.version
    if not known:
        read_archive(dsn, kit)
    return kit


def process_all(dsn: str, settings: Settings, progress: Callable[[Tally], None] | None = None) -> Tally:
    """Process what waits, then put texts on the same event together; what a killed run left of either is done first."""
    with connect(dsn) as conn:
        idle = not pages.pending(conn)
    tally = Tally() if idle else process_waiting(dsn, kit_for(dsn, settings), progress)
    link_waiting(dsn)
    return tally


def count_sources(dsn: str, now: datetime) -> None:
    with connect(dsn) as conn:
        summary.keep(conn, now)


def keep_house(dsn: str, settings: Settings, now: datetime) -> None:
    """Make the coming months' partitions; remove raw pages, requests, bands and words of comments that are older than
    allowed, and names that today's rules would not have stored.
    """
    keep = retention(settings.config / "retention.toml")
    with connect(dsn) as conn:
        partitions.ahead(conn, vietnam_day(now), MONTHS_AHEAD)
        pages.purge(conn, now - timedelta(days=keep.raw_pages))
        fetches.purge(conn, now - timedelta(days=KEEP_FETCHES))
        sources.purge_rounds(conn, now - timedelta(days=KEEP_FETCHES))
        heard.purge(conn, now - timedelta(days=KEEP_HEARD))
        pauses.purge(conn, now)
        waiting.purge(conn, now - timedelta(days=KEEP_WAITING))
        stories.purge_bands(conn, now - timedelta(days=KEEP_BANDS))
        events.purge_marks(conn, now - timedelta(days=KEEP_BANDS))
        alerts.forget(conn, now - timedelta(days=KEEP_TOLD))
        timetable.forget(conn, now - timedelta(days=KEEP_FETCHES))
    if keep.comment_texts is not None:
        _forget_comments(dsn, now - timedelta(days=keep.comment_texts))
    unsign_if_rules_changed(dsn, all_specs(), lambda: kit_for(dsn, settings))


def _forget_comments(dsn: str, before: datetime) -> None:
    while True:
        with connect(dsn) as conn:
            if not forget_comments(conn, before):
                return
