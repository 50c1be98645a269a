"""What the crawl tells its caller, and what the caller tells the crawl."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from crawlers.spec import SourceSpec
from domain.heard import Heard
from domain.post import Page
from domain.waiting import Waiting

LASTING = frozenset(
    {
        "bad-address",
        "http-400",
        "http-401",
        "http-404",
        "http-410",
        "http-451",
        "redirect-loop",
        "too-big",
        "wrong-type",
    }
)
"""Failures that the next hour will not cure."""


class Role(StrEnum):
    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"
    API = "api"
    ARTICLE = "article"
    ROBOTS = "robots"
    PART = "part"
    """A script, or data that one asked for, of a page that a browser shows."""


class Outcome(StrEnum):
    STORED = "stored"
    SAME = "same"
    SET_ASIDE = "set_aside"
    """Not read this time; a later run will."""
    REFUSED = "refused"
    """A rule forbids it: robots.txt, an unlisted host, a private address."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one address. Every address that a crawl sees gets exactly one."""

    source: str
    url: str
    """Without any token."""
    role: Role
    at: datetime
    status: int | None
    """None: there was no answer, or nothing was asked."""
    outcome: Outcome
    reason: str = ""
    """A slug: `known`, `robots`, `unreachable`, `http-404`, `not-a-feed`, `frozen`, `empty`, `stopped` …"""
    bytes: int = 0

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be asked for once no way in names it any more."""
        if self.outcome is Outcome.FAILED:
            return self.reason in LASTING
        return self.outcome is not Outcome.SET_ASIDE


@dataclass(frozen=True, slots=True)
class Conditional:
    """What is known of an article that was kept before."""

    etag: str
    last_modified: str
    first_seen: datetime
    published_at: datetime | None = None
    whole_at: datetime | None = None
    """When it last came whole, whatever it held then."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one address, with the article's page where there is one to keep (it is not split yet)."""

    outcome: FetchOutcome
    page: Page | None = None
    spec: SourceSpec | None = None
    heard: Heard | None = None
    """What a way in named, where that is to be remembered."""
    named: tuple[Waiting, ...] = ()
    """What it named that we do not hold: the next run asks for it, should this one not come to it."""


class Sink(Protocol):
    """Takes what the crawl brings, some at a time. It is called from one thread, which is not the crawl's own."""

    def take(self, arrivals: Sequence[Arrival]) -> Sequence[FetchOutcome]:
        """Keep all of these or none, a page together with its outcome: a kill in between must not part them.

        Returns their outcomes in order: `same` for a page that was kept before.
        """


class Known(Protocol):
    """What earlier runs have kept."""

    def seen(self, urls: Sequence[str]) -> Mapping[str, Conditional]:
        """What is known of these article addresses; those that were never kept are left out."""

    def heard(self, source: str, url: str) -> Heard | None:
        """What this way in named when it was last read whole."""

    def waiting(self, source: str) -> Sequence[Waiting]:
        """What earlier runs were told of and did not settle."""


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How to crawl. Manners can be made stricter here, never looser."""

    contact: str | None
    """Address of the operator for the user agent; None refuses to crawl the outside."""
    allow_loopback: bool = False
    """Only for our own practice web. The caller says it, never a source file."""
    private_hosts: frozenset[str] = frozenset()
    """Names in lower case that the operator lists: they may lead into a private network, with all manners."""
    refetch_days: float = 3.0
    """Articles younger than this are asked for again, conditionally, so that edits and new comments are found."""
    delay: float = 5.0
    """Seconds between two requests to a host outside; less than five counts as five."""
    timeout: float = 30.0
    max_bytes: int = 5_000_000
    retries: int = 2
    retry_wait: float = 2.0
    """Seconds before the first retry when the server names none; doubled each time."""
    longest_wait: float = 120.0
    """A server that asks for a longer pause is left alone until the next run."""
    max_seconds: float = 0.0
    """The crawl ends cleanly after this; 0: when it is through."""


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    counts: Mapping[str, Mapping[Outcome, int]]
    """Articles and ways in of each source by outcome, robots.txt left out."""
    seconds: float
    stopped: bool
    """Whether a signal or `max_seconds` ended it early."""
