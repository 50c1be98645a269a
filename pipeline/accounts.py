"""Checks the books of a crawl from outside it: every address that it met must have ended in exactly one outcome.

The crawl's own ledger promises that; here what was asked for and what was said are compared without trusting it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawlers import links
from crawlers.outcome import Conditional, FetchOutcome, Known, Role
from crawlers.spec import SourceSpec
from domain.heard import Heard
from domain.waiting import Waiting
from store import sources
from store.db import connect

Told = Callable[[FetchOutcome], None]


@dataclass(frozen=True, slots=True)
class Balance:
    seen: int
    """Addresses of a source: named by its ways in, or heard of."""
    lost: int
    """Of these, those with no outcome or with more than one."""


class Accounts:
    """Notes what a crawl names and what it says of each address. Called from two threads; each writes its own book."""

    def __init__(self, specs: Sequence[SourceSpec]) -> None:
        self.patience = {spec.slug: spec.quiet_after_days for spec in specs}
        self._hosts = {spec.slug: spec.read_hosts for spec in specs}
        self._named: set[str] = set()
        self._said: dict[str, Counter[str]] = defaultdict(Counter)

    def named(self, urls: Sequence[str]) -> None:
        self._named.update(links.normalise(url) or url for url in urls)

    def hearing(self, told: Told) -> Told:
        """`told`, with every outcome noted before it is passed on."""

        def hear(outcome: FetchOutcome) -> None:
            if outcome.role is not Role.ROBOTS:
                self._said[outcome.source][outcome.url] += 1
            told(outcome)

        return hear

    def balances(self) -> dict[str, Balance]:
        """By source. An address that nobody spoke of is a loss of the source whose host it is on."""
        heard = set().union(*self._said.values()) if self._said else set()
        missing = Counter(self._owner(url) for url in self._named - heard)
        return {
            slug: Balance(
                seen=len(self._said[slug]) + missing[slug],
                lost=missing[slug] + sum(times != 1 for times in self._said[slug].values()),
            )
            for slug in self._hosts
        }

    def _owner(self, url: str) -> str:
        host = urlsplit(url).netloc.lower()
        return next((slug for slug, hosts in self._hosts.items() if host in hosts), next(iter(self._hosts)))


class Watched:
    """What is known, asked through us: an address that the crawl asks about is one that it has met."""

    def __init__(self, known: Known, accounts: Accounts) -> None:
        self._known = known
        self._accounts = accounts

    def seen(self, urls: Sequence[str]) -> Mapping[str, Conditional]:
        self._accounts.named(urls)
        return self._known.seen(urls)

    def heard(self, source: str, url: str) -> Heard | None:
        return self._known.heard(source, url)

    def waiting(self, source: str) -> Sequence[Waiting]:
        """Not noted here: the crawl asks what is known of those that it turns to."""
        return self._known.waiting(source)


@contextmanager
def rounds(dsn: str, accounts: Accounts, slugs: Sequence[str]) -> Iterator[None]:
    """Note when the round of each source begins, and at its end whether its books balance. A kill leaves it open."""
    with connect(dsn) as conn:
        began = {slug: sources.begin_round(conn, slug, datetime.now(UTC)) for slug in slugs}
    yield
    found = accounts.balances()
    with connect(dsn) as conn:
        for slug, round_id in began.items():
            patience = accounts.patience[slug]
            now, book = datetime.now(UTC), found[slug]
            sources.end_round(conn, round_id, now, seen=book.seen, lost=book.lost, patience=patience)
