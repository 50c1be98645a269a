"""Accounts for every address of one source in one run: opened once, closed once, nothing lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from scrapy.http import Response

from crawlers import links
from crawlers.outcome import FetchOutcome, Outcome, Role, Sink


class Ledger:
    def __init__(self, source: str, sink: Sink, clock: Callable[[], datetime]) -> None:
        self.source = source
        self.sink = sink
        self.clock = clock
        self.counts: Counter[Outcome] = Counter()
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

    def close(self, url: str, outcome: Outcome, reason: str = "", response: Response | None = None) -> None:
        """Say what became of an address that is open; a second word about it is not heard."""
        key = links.normalise(url) or url
        role = self._open.pop(key, None)
        if role is None:
            return
        if role is not Role.ROBOTS:
            self.counts[outcome] += 1
        status = response.status if response is not None else None
        size = len(response.body) if response is not None else 0
        self.sink.outcome(FetchOutcome(self.source, key, role, self.clock(), status, outcome, reason, size))

    def close_all(self, reason: str) -> None:
        """What is still open at the end waits for the next run."""
        for url in list(self._open):
            self.close(url, Outcome.SET_ASIDE, reason)
