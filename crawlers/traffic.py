"""What goes to and fro between the spider and Scrapy: requests, pages, and what all spiders of a crawl share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers import links
from crawlers.handover import Handover
from crawlers.ledger import Ledger
from crawlers.manners.gate import Gates
from crawlers.manners.turned import Turned, reason_of
from crawlers.outcome import Conditional, CrawlSettings, Known, Outcome, Role
from domain.heard import Heard
from domain.post import Page

WHOLE_AFTER = timedelta(hours=20)
"""Less than a day: a crawl at the same hour of every day must find it over."""
_KEPT_HEADERS = ("content-type", "content-language", "etag", "last-modified", "x-wp-totalpages")


@dataclass(slots=True)
class Run:
    """What all spiders of one crawl share."""

    settings: CrawlSettings
    known: Known
    gates: Gates
    clock: Callable[[], datetime]
    handover: Handover
    told_to_wait: Callable[[str, datetime], None] = lambda host, until: None
    """Hears at once of a host that asks for a longer pause than this run will wait."""
    stopped: bool = False

    @property
    def broken(self) -> bool:
        """The sink has failed: no more pages are fetched to be lost."""
        return self.handover.failure is not None


def a_request(
    asked: str,
    role: Role,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    *,
    priority: int = 0,
    headers: Mapping[str, str] | None = None,
    **kwargs: object,
) -> Request:
    """A request that Scrapy neither filters nor mixes with other hosts; the ledger has counted it already."""
    return Request(
        asked,
        callback=callback,
        errback=errback,
        headers=dict(headers or {}),
        priority=priority,
        dont_filter=True,
        meta={"role": role, "download_slot": links.host_of(asked)},
        cb_kwargs=dict(kwargs),
    )


def failing(failure: Failure) -> tuple[Outcome, str]:
    """What a request came to that brought no answer."""
    error: BaseException = failure.value  # type: ignore[assignment]  # never None in an errback
    return (error.outcome, error.reason) if isinstance(error, Turned) else (Outcome.FAILED, reason_of(error))


def close_failed(ledger: Ledger) -> Callable[[Failure], None]:
    """What to do with a request that brought no answer: its account is closed with the reason."""

    def close(failure: Failure) -> None:
        url = failure.request.cb_kwargs["url"]  # type: ignore[attr-defined]  # Scrapy adds the request
        ledger.close(url, *failing(failure))

    return close


def conditions(known: Conditional | Heard | None) -> dict[str, str]:
    """Headers that ask for something only if it has changed."""
    if known is None:
        return {}
    both = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in both.items() if value}


def forced(known: Conditional | None, now: datetime) -> bool:
    """Whether an article is asked for whole, whatever we hold: when it has not come whole for most of a day.

    Some servers answer 304 although the page, or what is written under it, has changed.
    """
    return known is None or known.whole_at is None or now - known.whole_at >= WHOLE_AFTER


def page_of(response: Response, url: str, source: str, at: datetime) -> Page:
    """The answer as a value, under the address that was asked for, without any token."""
    headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in _KEPT_HEADERS}
    kept = {name: value for name, value in headers.items() if value}
    return Page(source, links.normalise(url), at, response.status, kept, response.body)


def row_page(source: str, url: str, row: bytes, at: datetime) -> Page:
    """A post that an API gave whole, as a page of its own."""
    return Page(source, url, at, 200, {"content-type": "application/json; charset=utf-8"}, row)


def is_page(body: bytes) -> bool:
    """Whether the bytes can be a web page, whatever type the server says: a PDF or picture cannot."""
    head = body[:1000]
    return b"<" in head and (b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")))


def utc_now() -> datetime:
    return datetime.now(UTC)
