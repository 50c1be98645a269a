"""Accounts for every address of one source in one run: opened once, closed once, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scrapy.http import Response

from crawlers import links
from crawlers.outcome import Arrival, FetchOutcome, Outcome, Role
from crawlers.spec import SourceSpec
from domain.heard import Heard
from domain.post import Page
from domain.waiting import Waiting


class Ledger:
    def __init__(self, spec: SourceSpec, put: Callable[[Arrival], None], clock: Callable[[], datetime]) -> None:
        self.spec = spec
        self.put = put
        self.clock = clock
        self._open: dict[str, Role] = {}
        self._seen: set[str] = set()

    def open(self, url: str, role: Role) -> bool:
        """Begin the account of an address. False: this run has seen it already."""
        key = links.normalise(url) or url
        if key in self._seen:
            return False
        self._seen.add(key)
        self._open[key] = role
        return True

    def met(self, url: str) -> bool:
        """Whether this run has seen the address."""
        return (links.normalise(url) or url) in self._seen

    def close(
        self,
        url: str,
        outcome: Outcome,
        reason: str = "",
        response: Response | None = None,
        *,
        heard: Heard | None = None,
        named: tuple[Waiting, ...] = (),
    ) -> None:
        """Say what became of an address that is open; a second word about it is not heard."""
        if said := self._closed(url, outcome, reason, response):
            self.put(Arrival(said, heard=heard, named=named))

    def keep(self, page: Page, response: Response | None) -> None:
        """Hand over an article's page; whether it is new, the sink will say."""
        if said := self._closed(page.url, Outcome.STORED, "", response):
            self.put(Arrival(said, page, self.spec))

    def _closed(self, url: str, outcome: Outcome, reason: str, response: Response | None) -> FetchOutcome | None:
        key = links.normalise(url) or url
        role = self._open.pop(key, None)
        if role is None:
            return None
        status = response.status if response is not None else None
        size = len(response.body) if response is not None else 0
        return FetchOutcome(self.spec.slug, key, role, self.clock(), status, outcome, reason, size)

    def close_all(self, reason: str) -> None:
        """What is still open at the end waits for the next run."""
        for url in list(self._open):
            self.close(url, Outcome.SET_ASIDE, reason)
