"""robots.txt: closed on 5xx and 429, open on other 4xx, obeyed always."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

AGENT = "LangNghe"
_LARGEST = 500_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says to us."""

    status: int
    parsed: Protego | None

    @property
    def closed(self) -> bool:
        """A server that cannot say its rules must be left alone."""
        return self.status >= 500 or self.status == 429

    @property
    def crawl_delay(self) -> float:
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(AGENT)
        per_request = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self.parsed.crawl_delay(AGENT) or 0.0), per_request)

    def allow(self, url: str) -> bool:
        return not self.closed and (self.parsed is None or bool(self.parsed.can_fetch(url, AGENT)))


def read(status: int, body: bytes) -> Rules:
    if status != 200:
        return Rules(status, None)
    return Rules(status, Protego.parse(body[:_LARGEST].decode("utf-8-sig", errors="replace")))
