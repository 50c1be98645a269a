"""Puts what a crawl brings into the store, at once: comments are read, cut out of the page and redacted first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from crawlers.browser.presence import unshown
from crawlers.outcome import Arrival, Conditional, CrawlSettings, CrawlSummary, FetchOutcome, Outcome
from crawlers.run import crawl
from crawlers.spec import SourceSpec
from crawlers.split import split
from domain.heard import Heard
from domain.post import Remark
from domain.waiting import Waiting
from nlp.redact import redact
from pipeline.accounts import Accounts, Watched, rounds
from pipeline.context import say
from pipeline.hosts import resting, undisturbed
from store import fetches, heard, known, pages, pauses, waiting
from store.db import Conn, connect
from store.fetches import Fetch

Told = Callable[[FetchOutcome], None]


class StoreSink:
    """What arrives together is one transaction: killed at any moment, a crawl has parted no page from its outcome."""

    def __init__(self, conn: Conn, told: Told) -> None:
        self._conn = conn
        self._told = told

    def take(self, arrivals: Sequence[Arrival]) -> list[FetchOutcome]:
        """Keep the pages without their comment blocks, and what became of each address."""
        parts = [split(one.page, one.spec) if one.page is not None else None for one in arrivals]
        brought = [(part.page, redacted(part.remarks)) for part in parts if part is not None]
        with self._conn.transaction():
            new = iter(pages.add_all(self._conn, brought) if brought else ())
            outcomes = [one.outcome if one.page is None or next(new) else _same(one) for one in arrivals]
            fetches.add_all(self._conn, [_fetch(outcome) for outcome in outcomes])
            heard.keep(self._conn, [one.heard for one in arrivals if one.heard is not None])
            self._owe(arrivals, outcomes)
        for outcome in outcomes:
            self._told(outcome)
        return outcomes

    def _owe(self, arrivals: Sequence[Arrival], outcomes: Sequence[FetchOutcome]) -> None:
        """What was named is owed until it is settled."""
        at = max(one.at for one in outcomes)
        waiting.keep(self._conn, [named for one in arrivals for named in one.named], at)
        waiting.settle(self._conn, [(one.source, one.url) for one in outcomes if one.settled])
        vain = [one for one in outcomes if one.outcome is Outcome.FAILED and not one.settled]
        waiting.tried(self._conn, [(one.source, one.url) for one in vain], at)


def _same(arrival: Arrival) -> FetchOutcome:
    return replace(arrival.outcome, outcome=Outcome.SAME)


def _fetch(outcome: FetchOutcome) -> Fetch:
    return Fetch(
        outcome.source, outcome.url, outcome.role.value, outcome.at, outcome.status, outcome.outcome.value,
        outcome.reason, outcome.bytes,
    )  # fmt: skip


class StoreKnown:
    """What earlier crawls kept of the addresses of these sources."""

    def __init__(self, conn: Conn, sources: Sequence[str]) -> None:
        self._conn = conn
        self._sources = sources

    def seen(self, urls: Sequence[str]) -> dict[str, Conditional]:
        kept = known.pages(self._conn, self._sources, urls)
        return {
            one.url: Conditional(
                one.etag or "", one.last_modified or "", one.first_seen, one.published_at, one.whole_at
            )
            for one in kept
        }

    def heard(self, source: str, url: str) -> Heard | None:
        return heard.of(self._conn, source, url)

    def waiting(self, source: str) -> list[Waiting]:
        return waiting.of(self._conn, source, datetime.now(UTC))


def redacted(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """The remarks without what their writers gave away: from here on, nothing of it exists."""
    return tuple(replace(remark, text=redact(remark.text, by_public=True).text) for remark in remarks)


def collect(dsn: str, specs: Mapping[str, SourceSpec], settings: CrawlSettings, told: Told) -> CrawlSummary:
    """Crawl these sources into the store, those of busy hosts excepted. Raises CrawlRefused; once in a process."""
    # Two connections: what arrives is kept in a thread of its own while the crawl asks what is known.
    with connect(dsn) as keeping, connect(dsn) as asking:
        keeping.autocommit = asking.autocommit = True
        ours = undisturbed(asking, list(specs.values()))
        if without_browser := unshown(ours, allow_loopback=settings.allow_loopback):
            say(without_browser)
        accounts, slugs = Accounts(ours), [spec.slug for spec in ours]
        sink = StoreSink(keeping, accounts.hearing(told))
        known_pages = Watched(StoreKnown(asking, slugs), accounts)
        with rounds(dsn, accounts, slugs):
            return crawl(
                ours,
                settings=settings,
                sink=sink,
                known=known_pages,
                resting=resting(asking, ours),
                told_to_wait=partial(pauses.note, asking),
            )
