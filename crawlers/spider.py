"""The one spider: reads a source's ways in, then the articles that they name; falls back where no way is alive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider

from crawlers.articles import Articles
from crawlers.browser.parts import Parts
from crawlers.browser.renderer import Renderer
from crawlers.ledger import Ledger
from crawlers.readers import READERS
from crawlers.spec import SourceSpec
from crawlers.traffic import Run
from crawlers.ways import Ways


class SourceSpider(Spider):
    name = "source"
    renderer: Renderer
    ways: Ways

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
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        crawler.signals.connect(spider.on_closed, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for entry in self.spec.entries:
            if not entry.fallback:
                for request in self.ways.requests(entry, READERS[entry.type].first(entry)):
                    yield request

    def on_idle(self) -> None:
        """Nothing is under way: where no way in was alive, the next fallback is tried."""
        while not self.ways.alive and self.fallbacks and self.crawler.crawling:
            entry = self.fallbacks.pop(0)
            for request in self.ways.requests(entry, READERS[entry.type].first(entry)):
                self.crawler.engine.crawl(request)
                raise DontCloseSpider

    async def on_closed(self, reason: str) -> None:
        await self.renderer.close()
        self.run.stopped = self.run.stopped or reason != "finished"
        self.ledger.close_all("stopped" if reason != "finished" else "lost")
