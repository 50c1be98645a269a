"""The one spider: reads a source's ways in, then the articles that they name; falls back where no way is alive."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request

from crawlers.articles import Articles
from crawlers.browser.parts import Parts
from crawlers.browser.renderer import Renderer
from crawlers.ledger import Ledger
from crawlers.readers import READERS
from crawlers.spec import SourceSpec
from crawlers.traffic import Run
from crawlers.unsettled import unsettled
from crawlers.ways import Ways


class SourceSpider(Spider):
    name = "source"
    renderer: Renderer
    ways: Ways
    left: Iterator[Iterable[Request]]

    def __init__(self, spec: SourceSpec, run: Run) -> None:
        super().__init__(name=spec.slug)
        self.spec = spec
        self.run = run
        self.ledger = Ledger(spec, run.handover.put, run.clock)
        self.fallbacks = [entry for entry in spec.entries if entry.fallback]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        agent = str(crawler.settings["USER_AGENT"])
        spider.renderer = Renderer(Parts(crawler, spider.ledger), spider.run.settings, agent)
        articles = Articles(spider.spec, spider.run, spider.ledger, spider.renderer)
        spider.ways = Ways(spider.spec, spider.run, spider.ledger, articles)
        spider.left = spider._left()
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        crawler.signals.connect(spider.on_closed, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for entry in self.spec.entries:
            if not entry.fallback:
                for request in self.ways.requests(entry, READERS[entry.type].first(entry)):
                    yield request

    def on_idle(self) -> None:
        """Nothing is under way: the next of what is left to be asked for, if anything is."""
        for requests in self.left if self.crawler.crawling else ():
            waiting = list(requests)
            for request in waiting:
                self.crawler.engine.crawl(request)
            if waiting:
                raise DontCloseSpider

    def _left(self) -> Iterator[Iterable[Request]]:
        """What earlier runs did not settle; then, while no way in is alive, one fallback after the other."""
        yield from unsettled(self.ways)
        while not self.ways.alive and self.fallbacks:
            entry = self.fallbacks.pop(0)
            yield self.ways.requests(entry, READERS[entry.type].first(entry))

    async def on_closed(self, reason: str) -> None:
        await self.renderer.close()
        self.run.stopped = self.run.stopped or reason != "finished"
        self.ledger.close_all("stopped" if reason != "finished" else "lost")
