"""Puts what a crawl brings into the store, at once: comments are read, cut out of the page and redacted first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from crawlers.outcome import Conditional, CrawlSettings, CrawlSummary, FetchOutcome
from crawlers.run import crawl
from crawlers.spec import SourceSpec
from crawlers.split import split
from domain.post import Page, Remark
from nlp.redact import redact
from store import fetches, known, pages
from store.db import Conn, connect

Told = Callable[[FetchOutcome], None]


class StoreSink:
    """Each page and each outcome is a transaction of its own: a killed crawl has lost nothing that it handed over.

    The connection commits by itself (autocommit): single statements need no BEGIN and COMMIT around them.
    """

    def __init__(self, conn: Conn, told: Told) -> None:
        self._conn = conn
        self._told = told

    def page(self, page: Page, spec: SourceSpec) -> bool:
        """Keep the page without its comment blocks; False when that very version was kept before."""
        parts = split(page, spec)
        # Pipelined: the statements go together, for each wait of its own would cost as much as the reading.
        with self._conn.pipeline(), self._conn.transaction():
            return pages.add(self._conn, parts.page, redacted(parts.remarks))

    def outcome(self, outcome: FetchOutcome) -> None:
        fetches.add(
            self._conn,
            source=outcome.source,
            url=outcome.url,
            role=outcome.role.value,
            at=outcome.at,
            status=outcome.status,
            outcome=outcome.outcome.value,
            reason=outcome.reason,
            size=outcome.bytes,
        )
        self._told(outcome)


class StoreKnown:
    """What earlier crawls kept of the addresses of these sources."""

    def __init__(self, conn: Conn, sources: Sequence[str]) -> None:
        self._conn = conn
        self._sources = sources

    def seen(self, url: str) -> Conditional | None:
        kept = known.page(self._conn, self._sources, url)
        if kept is None:
            return None
        return Conditional(kept.etag or "", kept.last_modified or "", kept.first_seen, kept.published_at)


def redacted(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """The remarks without what their writers gave away: from here on, nothing of it exists."""
    return tuple(replace(remark, text=redact(remark.text, by_public=True).text) for remark in remarks)


def collect(dsn: str, specs: Mapping[str, SourceSpec], settings: CrawlSettings, told: Told) -> CrawlSummary:
    """Crawl these sources into the store. Raises CrawlRefused; runs once in a process."""
    with connect(dsn) as conn:
        conn.autocommit = True
        return crawl(
            list(specs.values()), settings=settings, sink=StoreSink(conn, told), known=StoreKnown(conn, list(specs))
        )
