"""The one spider: reads a source's ways in, then the articles that they name."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers.errors import EntryError
from crawlers.ledger import Ledger
from crawlers.manners.middleware import Turned, reason_of
from crawlers.outcome import Conditional, Outcome, Role
from crawlers.readers import READERS
from crawlers.readers.answers import with_query
from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, SourceSpec
from crawlers.traffic import Run, a_request, conditions, forced, is_page, page_of, row_page
from domain.post import Page

_LONGEST_ADDRESS = 1500


class SourceSpider(Spider):
    name = "source"

    def __init__(self, spec: SourceSpec, run: Run) -> None:
        super().__init__(name=spec.slug)
        self.spec = spec
        self.run = run
        self.ledger = Ledger(spec.slug, run.sink, run.clock)
        run.ledgers.append(self.ledger)
        self.fallbacks = [entry for entry in spec.entries if entry.fallback]
        self.read_pages: dict[int, int] = {}
        """How many answers of each way in were asked for."""
        self.fetched = 0
        self.alive = False
        """Whether some way in named articles and is not frozen."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        crawler.signals.connect(spider.on_closed, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for entry in self.spec.entries:
            if not entry.fallback:
                for request in self.entry_requests(entry, READERS[entry.type].first(entry)):
                    yield request

    def on_idle(self) -> None:
        """Nothing is under way: where no way in was alive, the next fallback is tried."""
        while not self.alive and self.fallbacks and self.crawler.crawling:
            entry = self.fallbacks.pop(0)
            for request in self.entry_requests(entry, READERS[entry.type].first(entry)):
                self.crawler.engine.crawl(request)
                raise DontCloseSpider

    def on_closed(self, reason: str) -> None:
        self.run.stopped = self.run.stopped or reason != "finished"
        if self.run.failure is None:
            self.ledger.close_all("stopped" if reason != "finished" else "lost")

    def entry_requests(self, entry: Entry, url: str) -> Iterator[Request]:
        """The request for one answer of a way in, unless it was read before or the way has had its pages."""
        number = self.spec.entries.index(entry)
        reader = READERS[entry.type]
        if not self.ledger.open(url, reader.role):
            return
        if self.read_pages.get(number, 0) >= entry.pages:
            self.ledger.close(url, Outcome.SET_ASIDE, "over-limit")
            return
        self.read_pages[number] = self.read_pages.get(number, 0) + 1
        asked = url
        if entry.token_env:
            token = os.environ.get(entry.token_env, "")
            if not token:
                self.ledger.close(url, Outcome.FAILED, "no-token")
                return
            asked = with_query(url, **{reader.token: token})
        yield a_request(asked, reader.role, self.on_entry, self.on_failure, priority=100, entry=entry, url=url)

    def on_entry(self, response: Response, entry: Entry, url: str) -> Iterator[Request]:
        if response.status != 200:
            self.ledger.close(url, Outcome.FAILED, f"http-{response.status}", response)
            return
        try:
            reading = READERS[entry.type].read(
                page_of(response, url, self.spec.slug, self.run.clock()), self.spec, entry
            )
        except EntryError as error:
            self.ledger.close(url, Outcome.FAILED, error.reason, response)
            return
        self._close_entry(reading, response, url, entry)
        yield from self._follow(reading, entry)

    def _close_entry(self, reading: Reading, response: Response, url: str, entry: Entry) -> None:
        """A way in that answers well can still be dead: frozen for weeks, or without anything to read.

        Only its first answer is called frozen: the second list page is old by nature. That a fallback had to be read
        is said too.
        """
        first = url == READERS[entry.type].first(entry)
        frozen = reading.newest and reading.newest < self.run.clock() - timedelta(days=self.spec.quiet_after_days)
        well = "fallback" if entry.fallback and first else ""
        reason = "frozen" if frozen and first else well if reading.found or reading.more else "empty"
        self.alive = self.alive or bool(reading.found and not frozen)
        self.ledger.close(url, Outcome.STORED, reason, response)

    def _follow(self, reading: Reading, entry: Entry) -> Iterator[Request]:
        """The articles, then further answers where this one named anything that is not known yet."""
        anything_new = not reading.found
        for found in reading.found:
            known = self.run.known.seen(found.url)
            settled = known is not None and not self._recent(known)
            anything_new = anything_new or not settled
            if self.ledger.open(found.url, Role.ARTICLE):
                if settled:
                    self.ledger.close(found.url, Outcome.SAME, "known")
                else:
                    yield from self._article(found, known, entry)
        for url in reading.more if anything_new else ():
            yield from self.entry_requests(entry, url)

    def _recent(self, known: Conditional) -> bool:
        age = self.run.clock() - (known.published_at or known.first_seen)
        return age < timedelta(days=self.run.settings.refetch_days)

    def _article(self, found: Found, known: Conditional | None, entry: Entry) -> Iterable[Request]:
        if len(found.url) > _LONGEST_ADDRESS:
            self.ledger.close(found.url, Outcome.REFUSED, "bad-address")
        elif found.row is not None and found.comments_at:
            return self._comments(found, entry)
        elif found.row is not None:
            self._hand_over(row_page(self.spec.slug, found.url, found.row, self.run.clock()), None)
        elif self.fetched >= self.spec.max_articles:
            self.ledger.close(found.url, Outcome.SET_ASIDE, "over-limit")
        else:
            self.fetched += 1
            headers = {} if forced(found.url, self.run.clock()) else conditions(known)
            return [
                a_request(found.url, Role.ARTICLE, self.on_article, self.on_failure, headers=headers, url=found.url)
            ]
        return []

    def _comments(self, found: Found, entry: Entry) -> Iterator[Request]:
        """Ask what the public wrote under an article that an API gave; without an answer the article comes alone."""
        if not self.ledger.open(found.comments_at, Role.API):
            return
        reader = READERS[entry.type]
        asked = with_query(found.comments_at, **{reader.token: os.environ.get(entry.token_env, "")})
        yield a_request(
            asked, Role.API, self.on_comments, self.on_comments_failure, url=found.comments_at, found=found, entry=entry
        )

    def on_comments(self, response: Response, url: str, found: Found, entry: Entry) -> None:
        """Comments that are turned off answer with 403: that is the owner's right and no loss."""
        row, merge = found.row or b"", READERS[entry.type].with_comments
        page = page_of(response, url, self.spec.slug, self.run.clock())
        try:
            row = merge(row, page) if merge is not None and response.status == 200 else row
            said = (Outcome.STORED, "") if response.status == 200 else (Outcome.FAILED, f"http-{response.status}")
        except EntryError as error:
            said = (Outcome.FAILED, error.reason)
        self.ledger.close(url, *said, response)
        self._hand_over(row_page(self.spec.slug, found.url, row, page.fetched_at), None)

    def on_comments_failure(self, failure: Failure) -> None:
        found: Found = failure.request.cb_kwargs["found"]  # type: ignore[attr-defined]  # Scrapy adds the request
        self.on_failure(failure)
        self._hand_over(row_page(self.spec.slug, found.url, found.row or b"", self.run.clock()), None)

    def on_article(self, response: Response, url: str) -> None:
        if response.status == 304 and self.run.known.seen(url) is not None:
            self.ledger.close(url, Outcome.SAME, "", response)
        elif response.status != 200:
            self.ledger.close(url, Outcome.FAILED, f"http-{response.status}", response)
        elif not response.body.strip():
            self.ledger.close(url, Outcome.FAILED, "empty", response)
        elif not is_page(response.body):
            self.ledger.close(url, Outcome.FAILED, "wrong-type", response)
        else:
            self._hand_over(page_of(response, url, self.spec.slug, self.run.clock()), response)

    def _hand_over(self, page: Page, response: Response | None) -> None:
        """Give the page to the sink. What it raises ends the crawl: pages must not be fetched to be lost."""
        if self.run.failure is not None:
            return
        try:
            kept = self.run.sink.page(page, self.spec)
            self.ledger.close(page.url, Outcome.STORED if kept is not False else Outcome.SAME, "", response)
        except Exception as error:
            self.run.failure = error
            self.crawler.engine.close_spider(self, "sink")

    def on_failure(self, failure: Failure) -> None:
        url = failure.request.cb_kwargs["url"]  # type: ignore[attr-defined]  # Scrapy adds the request
        error: BaseException = failure.value  # type: ignore[assignment]  # never None in an errback
        if isinstance(error, Turned):
            self.ledger.close(url, error.outcome, error.reason)
        else:
            self.ledger.close(url, Outcome.FAILED, reason_of(error))
