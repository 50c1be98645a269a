"""What a page asks for while it is shown, through our own downloader: with the manners of every other request."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawlers import links
from crawlers.ledger import Ledger
from crawlers.manners.turned import Turned, reason_of
from crawlers.outcome import Outcome, Role
from crawlers.traffic import a_request

_KEPT = ("content-type", "access-control-allow-origin")
_MOST_BYTES = 20_000_000
"""Of all answers of one source's run together."""


@dataclass(frozen=True, slots=True)
class Part:
    """A script, or data that a script asked for."""

    status: int
    headers: dict[str, str]
    body: bytes


class Parts:
    """Each address is asked for once in a run, however many pages want it: a site's scripts are those of all pages.

    robots.txt, pauses, the list of hosts and the refusal of private addresses hold, for the middleware sees to them.
    """

    def __init__(self, crawler: Crawler, ledger: Ledger) -> None:
        self._crawler = crawler
        self._ledger = ledger
        self._held: dict[str, Part | None] = {}
        self._room = _MOST_BYTES

    async def get(self, url: str) -> Part | None:
        """The answer; None where there is none or none is allowed."""
        key = links.normalise(url)
        if key and key not in self._held and self._ledger.open(key, Role.PART):
            self._held[key] = None  # whoever asks again while it is under way goes without
            self._held[key] = await self._asked(key)
        return self._held.get(key)

    async def _asked(self, url: str) -> Part | None:
        if self._room <= 0:
            self._ledger.close(url, Outcome.SET_ASIDE, "over-limit")
            return None
        try:
            request = a_request(url, Role.PART, NO_CALLBACK, NO_CALLBACK)
            response = await self._crawler.engine.download_async(request)
        except Turned as turned:
            self._ledger.close(url, turned.outcome, turned.reason)
            return None
        except Exception as error:  # whatever the network does, the page is shown without this part
            self._ledger.close(url, Outcome.FAILED, reason_of(error))
            return None
        good = response.status == 200
        said = (Outcome.STORED, "") if good else (Outcome.FAILED, f"http-{response.status}")
        self._ledger.close(url, *said, response)
        self._room -= len(response.body)
        return _part(response)


def _part(response: Response) -> Part:
    headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in _KEPT}
    return Part(response.status, {name: value for name, value in headers.items() if value}, response.body)
