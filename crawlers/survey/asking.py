"""Asking a site a few questions one after another, with the manners of a crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.http.request import NO_CALLBACK

from crawlers.browser.parts import Parts
from crawlers.browser.renderer import NotShownError, Renderer
from crawlers.handover import Handover
from crawlers.ledger import Ledger
from crawlers.manners.gate import Gates
from crawlers.manners.turned import Turned, reason_of
from crawlers.outcome import Arrival, Conditional, CrawlSettings, FetchOutcome, Outcome, Role
from crawlers.readers.answers import with_query
from crawlers.run import launch, user_agent
from crawlers.spec import SourceSpec
from crawlers.traffic import Run, a_request, page_of, utc_now
from domain.post import Page
from domain.waiting import Waiting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or why there is none: `http-404`, `robots`, `unreachable` …"""

    page: Page | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Visit(Generic[T]):
    """What to do at one site. `spec` says which hosts may be asked."""

    spec: SourceSpec
    do: Callable[[Asker], Awaitable[T]]


class Asker:
    """Each address is asked for once; every answer waits its turn at the host's gate."""

    def __init__(self, spider: _Asking) -> None:
        self._spider = spider
        self._answers: dict[str, Answer] = {}
        agent = str(spider.crawler.settings["USER_AGENT"])
        self._renderer = Renderer(Parts(spider.crawler, spider.ledger), spider.run.settings, agent)

    async def get(
        self, url: str, role: Role, secret: Mapping[str, str] | None = None, *, render: bool = False
    ) -> Answer:
        """The answer under `url`; an owner's token in `secret` goes with the request and nowhere else.

        `render`: as a browser shows it. Of one address the same is always asked.
        """
        if url not in self._answers:
            answer = await self._asked(url, role, secret or {})
            self._answers[url] = await self._shown(answer.page) if render and answer.page is not None else answer
        return self._answers[url]

    async def _shown(self, page: Page) -> Answer:
        try:
            return Answer(replace(page, body=await self._renderer.show(page)))
        except NotShownError as error:
            return Answer(None, error.reason)

    async def close(self) -> None:
        await self._renderer.close()

    async def _asked(self, url: str, role: Role, secret: Mapping[str, str]) -> Answer:
        spider = self._spider
        spider.ledger.open(url, role)
        try:
            response = await spider.crawler.engine.download_async(
                a_request(with_query(url, **secret) if secret else url, role, NO_CALLBACK, NO_CALLBACK)
            )
        except Turned as turned:
            spider.ledger.close(url, turned.outcome, turned.reason)
            return Answer(None, turned.reason)
        except Exception as error:  # whatever the network does is an answer to be told
            spider.ledger.close(url, Outcome.FAILED, reason_of(error))
            return Answer(None, reason_of(error))
        if response.status != 200:
            spider.ledger.close(url, Outcome.FAILED, f"http-{response.status}", response)
            return Answer(None, f"http-{response.status}")
        spider.ledger.close(url, Outcome.STORED, "", response)
        return Answer(page_of(response, url, spider.spec.slug, utc_now()))

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Sitemaps that robots.txt of a host names; it was read before the first answer."""
        parts = urlsplit(url)
        gate = self._spider.run.gates.of(parts.netloc.lower(), parts.hostname or "")
        done = gate.rules is not None and gate.rules.done() and gate.rules.exception() is None
        parsed = gate.rules.result().parsed if done and gate.rules is not None else None
        return tuple(parsed.sitemaps) if parsed is not None else ()


class _Asking(Spider):
    name = "asking"

    def __init__(self, visit: Visit[Any], run: Run, results: list[Any]) -> None:
        super().__init__(name=visit.spec.slug)
        self.spec = visit.spec
        self.visit = visit
        self.run = run
        self.results = results
        self.ledger = Ledger(visit.spec, run.handover.put, run.clock)

    async def start(self) -> AsyncIterator[Any]:
        asker = Asker(self)
        try:
            self.results.append((self.visit, await self.visit.do(asker)))
        except Exception as error:  # Scrapy would only log it: the caller must learn of a defect
            self.run.handover.failure = error
        await asker.close()
        return
        yield


class _Nowhere:
    """A look keeps nothing and knows nothing."""

    def take(self, arrivals: Sequence[Arrival]) -> Sequence[FetchOutcome]:
        return [arrival.outcome for arrival in arrivals]

    def seen(self, urls: Sequence[str]) -> Mapping[str, Conditional]:
        return {}

    def heard(self, source: str, url: str) -> None:
        return None

    def waiting(self, source: str) -> Sequence[Waiting]:
        return ()


def visit_all(
    visits: Sequence[Visit[T]],
    settings: CrawlSettings,
    *,
    resting: Collection[str] = (),
    told_to_wait: Callable[[str, datetime], None] = lambda host, until: None,
) -> list[T | None]:
    """Do all visits side by side and return what each found, in order; None where it was interrupted.

    `resting` and `told_to_wait`: see `crawlers.run.crawl`; call it once in a process, like that. Raises CrawlRefused
    without a contact.
    """
    specs = [visit.spec for visit in visits]
    agent = user_agent(specs, settings.contact)
    nowhere = _Nowhere()
    results: list[tuple[Visit[T], T]] = []
    with Handover(nowhere) as handover:
        run = Run(settings, nowhere, Gates(settings, frozenset(resting)), utc_now, handover, told_to_wait)
        asking = [(_Asking, {"visit": visit, "run": run, "results": results}) for visit in visits]
        launch(asking, specs, settings, agent)
    if handover.failure is not None:
        raise handover.failure
    return [next((found for done, found in results if done is visit), None) for visit in visits]
