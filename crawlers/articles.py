"""The articles of one source: asks for them, where an API does not give them whole, and hands their pages over."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from functools import partial

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers import editions
from crawlers.browser.renderer import NotShownError, Renderer
from crawlers.errors import EntryError
from crawlers.first_edition import FirstEdition
from crawlers.ledger import Ledger
from crawlers.outcome import Conditional, Outcome, Role
from crawlers.readers import READERS
from crawlers.readers.answers import with_query
from crawlers.readers.found import Found
from crawlers.spec import Entry, SourceSpec
from crawlers.traffic import Run, a_request, conditions, failing, forced, is_page, page_of, row_page
from domain.post import Page

_LONGEST_ADDRESS = 1500


class Articles:
    def __init__(self, spec: SourceSpec, run: Run, ledger: Ledger, renderer: Renderer) -> None:
        self.spec = spec
        self.run = run
        self.ledger = ledger
        self.renderer = renderer
        self.fetched = 0
        self.languages = {"", *map(editions.language_of, (spec.url, *(entry.url for entry in spec.entries)))}
        """Those that the source is read in: no other edition is asked for."""
        self.editions = FirstEdition(ledger)

    def requests(self, found: Found, known: Conditional | None, entry: Entry) -> Iterable[Request]:
        """What is still to be asked for to have this article, whose account is open."""
        ask = partial(self._ask, found, known, entry)
        if len(found.url) > _LONGEST_ADDRESS:
            self.ledger.close(found.url, Outcome.REFUSED, "bad-address")
        elif editions.language_of(found.url) not in self.languages:
            self.ledger.close(found.url, Outcome.REFUSED, "translation")
        elif self.editions.may_ask(found.url, ask):
            return ask()
        return ()

    def _ask(self, found: Found, known: Conditional | None, entry: Entry) -> Iterable[Request]:
        if found.row is not None:
            self.editions.ended(found.url, Outcome.STORED)
            if found.comments_at:
                return self._comments(found, entry)
            self._keep_row(found, found.row)
            return ()
        if self.fetched >= self.spec.max_articles:
            return self._end(found.url, Outcome.SET_ASIDE, "over-limit")
        if self.spec.render and self.renderer.absent:
            return self._end(found.url, Outcome.FAILED, "no-browser")
        self.fetched += 1
        return [self._article(found.url, known)]

    def _end(self, url: str, outcome: Outcome, reason: str, response: Response | None = None) -> Iterable[Request]:
        """Close the account of an article that brought nothing new; its next edition comes back, if that may help."""
        self.ledger.close(url, outcome, reason, response)
        return self.editions.ended(url, outcome, reason)

    def _article(self, url: str, known: Conditional | None) -> Request:
        # A page that its scripts fill may say 304 for ever: its own bytes do not change with what it shows.
        whole = self.spec.render or forced(known, self.run.clock())
        headers = {} if whole else conditions(known)
        held = known is not None
        return a_request(url, Role.ARTICLE, self.on_article, self.on_failure, headers=headers, url=url, held=held)

    async def on_article(self, response: Response, url: str, held: bool) -> AsyncIterator[Request]:
        """`held`: an earlier run has kept this article."""
        if response.status == 304 and held:
            after = self._end(url, Outcome.SAME, "", response)
        elif response.status != 200:
            after = self._end(url, Outcome.FAILED, f"http-{response.status}", response)
        elif not response.body.strip():
            after = self._end(url, Outcome.FAILED, "empty", response)
        elif not is_page(response.body):
            after = self._end(url, Outcome.FAILED, "wrong-type", response)
        else:
            after = await self._keep(page_of(response, url, self.spec.slug, self.run.clock()), response)
        for request in after:
            yield request

    def on_failure(self, failure: Failure) -> Iterable[Request]:
        url = failure.request.cb_kwargs["url"]  # type: ignore[attr-defined]  # Scrapy adds the request
        return self._end(url, *failing(failure))

    async def _keep(self, page: Page, response: Response) -> Iterable[Request]:
        try:
            body = await self.renderer.show(page) if self.spec.render else page.body
        except NotShownError as error:
            return self._end(page.url, Outcome.FAILED, error.reason, response)
        self.ledger.keep(replace(page, body=body), response)
        return self.editions.ended(page.url, Outcome.STORED)

    def _keep_row(self, found: Found, row: bytes) -> None:
        self.ledger.keep(row_page(self.spec.slug, found.url, row, self.run.clock()), None)

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
        self._keep_row(found, row)

    def on_comments_failure(self, failure: Failure) -> None:
        found: Found = failure.request.cb_kwargs["found"]  # type: ignore[attr-defined]  # Scrapy adds the request
        self.ledger.close(found.comments_at, *failing(failure))
        self._keep_row(found, found.row or b"")
