"""The one downloader middleware that every request passes, redirected and retried ones too."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from email.utils import parsedate_to_datetime
from time import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from crawlers import links
from crawlers.manners import robots
from crawlers.manners.addresses import REBOUND, resolves_to_allowed
from crawlers.manners.gate import ASKED, Gate
from crawlers.manners.turned import Turned, reason_of
from crawlers.outcome import Outcome, Role

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawlers.spider import SourceSpider

_PUSHED_BACK = (403, 429, 503)
_RETRIED = (408, 429, 500, 502, 503, 504, 522, 524)
_NETWORK = (DownloadTimeoutError, DownloadFailedError)
_LONGEST_PAUSE = 2 * 86_400.0
"""Seconds; a server that asks for more is read again after this."""
_BREATH = 0.02
"""Seconds between two looks whether the store has caught up."""


class Manners:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Manners:
        return cls(crawler)

    @property
    def spider(self) -> SourceSpider:
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]
        return spider

    def gate(self, request: Request) -> Gate:
        parts = urlsplit(request.url)
        return self.spider.run.gates.of(parts.netloc.lower(), parts.hostname or "")

    async def process_request(self, request: Request) -> None:
        """Pass only what is listed, public, allowed by robots.txt, and whose turn it is."""
        gate = self.gate(request)
        is_robots = request.meta.get("role") is Role.ROBOTS
        if not is_robots and not links.allowed(request.url, self.spider.spec):
            raise Turned(Outcome.REFUSED, "other-host")
        await self._public(gate, request)
        if not is_robots:
            rules = await self._rules(gate, request)
            if rules.closed:
                raise Turned(Outcome.REFUSED, "robots-closed")
            if not rules.allow(request.url):
                raise Turned(Outcome.REFUSED, "robots")
        while self.spider.run.handover.full and self._running():
            await asyncio.sleep(_BREATH)
        if not await gate.turn(self._running):
            raise Turned(Outcome.SET_ASIDE, gate.closed or "stopped")

    def _running(self) -> bool:
        return bool(self.crawler.crawling) and not self.spider.run.broken

    async def _public(self, gate: Gate, request: Request) -> None:
        async with gate.lookups:
            if gate.allowed_address is None:
                host = urlsplit(request.url).hostname or ""
                try:
                    settings = self.spider.run.settings
                    gate.allowed_address = await resolves_to_allowed(
                        host, allow_loopback=settings.allow_loopback, private_hosts=settings.private_hosts
                    )
                except (OSError, UnicodeError) as error:
                    raise CannotResolveHostError(host) from error
        if not gate.allowed_address:
            raise Turned(Outcome.REFUSED, "private-address")

    async def _rules(self, gate: Gate, request: Request) -> robots.Rules:
        """The host's robots.txt, asked for once in a run."""
        if gate.rules is None:
            gate.rules = asyncio.ensure_future(self._ask_rules(gate, request.url))
        try:
            return await asyncio.shield(gate.rules)
        except Turned:
            raise
        except Exception as error:  # the same fault for every address of the host: no retry for each
            raise Turned(Outcome.FAILED, reason_of(error)) from error

    async def _ask_rules(self, gate: Gate, url: str) -> robots.Rules:
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        request = Request(address, meta={"role": Role.ROBOTS}, callback=NO_CALLBACK, priority=1000)
        ledger = self.spider.ledger
        ledger.open(address, Role.ROBOTS)
        try:
            response = await self.crawler.engine.download_async(request)
        except Turned as turned:
            ledger.close(address, turned.outcome, turned.reason)
            raise
        except Exception as error:
            ledger.close(address, Outcome.FAILED, reason_of(error))
            raise
        rules = robots.read(response.status, response.body)
        gate.delay = max(gate.delay, rules.crawl_delay)
        gate.hold(gate.delay)
        outcome, reason = (Outcome.FAILED, "robots-closed") if rules.closed else (Outcome.STORED, "")
        ledger.close(address, outcome, reason or ("" if response.status == 200 else "no-robots"), response)
        return rules

    def process_response(self, request: Request, response: Response) -> Request | Response:
        gate = self.gate(request)
        if response.status in _PUSHED_BACK and not (response.status == 403 and "found" in request.cb_kwargs):
            # A 403 to a question for comments means that the owner has turned them off: no push.
            gate.slow_down()
            gate.failed("blocked")
        elif response.status < 500:
            gate.answered()
        if response.status not in _RETRIED:
            return response
        return self._again(request, gate, asked_pause(response)) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if isinstance(exception, IgnoreRequest):
            return None
        gate = self.gate(request)
        if isinstance(exception, CannotResolveHostError) and urlsplit(request.url).hostname in REBOUND:
            raise Turned(Outcome.REFUSED, "private-address") from exception
        dead = isinstance(exception, (CannotResolveHostError, DownloadConnectionRefusedError))
        gate.failed(reason_of(exception))
        return None if dead or not isinstance(exception, _NETWORK) else self._again(request, gate, None)

    def _again(self, request: Request, gate: Gate, pause: float | None) -> Request | None:
        """The same request once more after a pause, unless it was tried enough or the server wants longer."""
        settings = self.spider.run.settings
        tried = int(request.meta.get("tried", 0))
        wait = pause if pause is not None else settings.retry_wait * 2**tried * random.uniform(1.0, 1.5)  # noqa: S311
        if wait > settings.longest_wait:
            gate.closed = ASKED
            run = self.spider.run
            run.told_to_wait(links.host_of(request.url), run.clock() + timedelta(seconds=min(wait, _LONGEST_PAUSE)))
            return None
        gate.hold(wait)
        if tried >= settings.retries or gate.closed or not self.crawler.crawling:
            return None
        return request.replace(meta={**request.meta, "tried": tried + 1}, dont_filter=True)


def asked_pause(response: Response) -> float | None:
    """Seconds that `Retry-After` asks for; None when it does not."""
    text = (response.headers.get("Retry-After") or b"").decode("ascii", "ignore").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time()) if text else None
    except (ValueError, OverflowError):
        return None
