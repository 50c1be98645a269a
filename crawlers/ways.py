"""The ways into one source: asks for them, reads their answers, and says which of them are alive."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from scrapy.http import Request, Response

from crawlers import links
from crawlers.articles import Articles
from crawlers.browser.renderer import NotShownError
from crawlers.errors import EntryError
from crawlers.ledger import Ledger
from crawlers.outcome import Conditional, Outcome, Role
from crawlers.readers import READERS
from crawlers.readers.answers import with_query
from crawlers.readers.found import Found, Reading
from crawlers.recall import form_of, may_last, recalled, still_good, to_remember
from crawlers.spec import Entry, SourceSpec
from crawlers.traffic import Run, a_request, close_failed, conditions, page_of
from domain.heard import Heard
from domain.waiting import Waiting


@dataclass(frozen=True, slots=True)
class _Step:
    """An article that was named, and whether it is known for so long that it is not asked for again."""

    found: Found
    known: Conditional | None
    settled: bool


def _deeper(steps: Sequence[_Step]) -> bool:
    return not steps or any(not step.settled for step in steps)


class Ways:
    def __init__(self, spec: SourceSpec, run: Run, ledger: Ledger, articles: Articles) -> None:
        self.spec = spec
        self.run = run
        self.ledger = ledger
        self.articles = articles
        self.answers: Counter[int] = Counter()
        """How many answers of each way in were asked for."""
        self.alive = False
        """Whether some way in named articles and is not frozen."""

    def requests(self, entry: Entry, url: str) -> Iterator[Request]:
        """The request for one answer of a way in, unless it was read before or the way has had its pages."""
        number = self.spec.entries.index(entry)
        reader = READERS[entry.type]
        if not self.ledger.open(url, reader.role):
            return
        if self.answers[number] >= entry.pages:
            self.ledger.close(url, Outcome.SET_ASIDE, "over-limit")
            return
        if entry.render and self.articles.renderer.absent:
            self.ledger.close(url, Outcome.FAILED, "no-browser")
            return
        self.answers[number] += 1
        asked = url
        if entry.token_env:
            token = os.environ.get(entry.token_env, "")
            if not token:
                self.ledger.close(url, Outcome.FAILED, "no-token")
                return
            asked = with_query(url, **{reader.token: token})
        failed, heard = close_failed(self.ledger), self._heard(entry, url)
        yield a_request(
            asked, reader.role, self.on_answer, failed,
            priority=100, headers=conditions(heard), entry=entry, url=url, heard=heard,
        )  # fmt: skip

    def _heard(self, entry: Entry, url: str) -> Heard | None:
        """What the way in said last, where a 304 would be believed."""
        heard = self.run.known.heard(self.spec.slug, links.normalise(url) or url) if may_last(entry) else None
        return still_good(heard, form_of(self.spec, entry), self.run.clock())

    async def on_answer(
        self, response: Response, entry: Entry, url: str, heard: Heard | None
    ) -> AsyncIterator[Request]:
        """`heard`: what it named before; with 304 it says that it names the same."""
        try:
            if response.status == 304 and heard is not None:
                reading, kept = recalled(heard), None
            else:
                reading, kept = await self._whole(response, entry, url)
        except (EntryError, NotShownError) as error:
            self.ledger.close(url, Outcome.FAILED, error.reason, response)
            return
        reason = self._reason(reading, entry, url)
        outcome = Outcome.STORED if response.status == 200 else Outcome.SAME
        steps = self._steps(reading)
        self.ledger.close(url, outcome, reason, response, heard=kept, named=self._named(steps, reading, entry))
        for request in self._follow(steps, reading, entry):
            yield request

    async def _whole(self, response: Response, entry: Entry, url: str) -> tuple[Reading, Heard | None]:
        """What a whole answer names, and what of it to remember. Raises EntryError, NotShownError."""
        if response.status != 200:
            raise EntryError(f"http-{response.status}", "The address does not answer with a page; look at it.")
        page = page_of(response, url, self.spec.slug, self.run.clock())
        body = await self.articles.renderer.show(page) if entry.render else page.body
        reading = READERS[entry.type].read(replace(page, body=body), self.spec, entry)
        return reading, to_remember(reading, page, form_of(self.spec, entry)) if may_last(entry) else None

    def _reason(self, reading: Reading, entry: Entry, url: str) -> str:
        """A way in that answers well can still be dead: frozen for weeks, or without anything to read.

        Only its first answer is called frozen: the second list page is old by nature. That a fallback had to be read
        is said too.
        """
        first = url == READERS[entry.type].first(entry)
        frozen = reading.newest and reading.newest < self.run.clock() - timedelta(days=self.spec.quiet_after_days)
        well = "fallback" if entry.fallback and first else ""
        self.alive = self.alive or bool(reading.found and not frozen)
        return "frozen" if frozen and first else well if reading.found or reading.more else "empty"

    def _steps(self, reading: Reading) -> list[_Step]:
        held = self.run.known.seen([found.url for found in reading.found])
        return [_Step(found, held.get(found.url), self._settled(held.get(found.url))) for found in reading.found]

    def _named(self, steps: Sequence[_Step], reading: Reading, entry: Entry) -> tuple[Waiting, ...]:
        """What the next run must ask for, should this one be killed before it comes to it. APIs name whole posts."""
        slug, way = self.spec.slug, READERS[entry.type].first(entry)
        articles = [step.found.url for step in steps if step.known is None and step.found.row is None]
        named = [Waiting(slug, links.normalise(url) or url) for url in articles if not self.ledger.met(url)]
        if _deeper(steps):
            # What is over the limit of pages is not owed: a calendar without end would be followed run by run.
            room = max(0, entry.pages - self.answers[self.spec.entries.index(entry)])
            further = [links.normalise(url) or url for url in reading.more if not self.ledger.met(url)]
            named += [Waiting(slug, url, way) for url in further[:room]]
        return tuple(named)

    def _follow(self, steps: Sequence[_Step], reading: Reading, entry: Entry) -> Iterator[Request]:
        """The articles, then further answers where this one named anything that is not known yet."""
        for step in steps:
            yield from self.article(step.found, step.known, entry)
        for url in reading.more if _deeper(steps) else ():
            yield from self.requests(entry, url)

    def article(self, found: Found, known: Conditional | None, entry: Entry) -> Iterable[Request]:
        if not self.ledger.open(found.url, Role.ARTICLE):
            return ()
        if self._settled(known):
            self.ledger.close(found.url, Outcome.SAME, "known")
            return ()
        return self.articles.requests(found, known, entry)

    def _settled(self, known: Conditional | None) -> bool:
        return known is not None and not self._recent(known)

    def _recent(self, known: Conditional) -> bool:
        age = self.run.clock() - (known.published_at or known.first_seen)
        return age < timedelta(days=self.run.settings.refetch_days)
