"""One gate a host: when the next request may go, and whether any may go at all.

Gates belong to a run, not to a source: two sources on one host wait at the same gate.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from crawlers.manners import robots
from crawlers.manners.addresses import is_loopback
from crawlers.outcome import CrawlSettings

FLOOR = 5.0
"""Seconds between two requests to a host that is not this machine."""
_SLICE = 0.2
"""A waiting request looks this often whether the crawl was stopped."""
_PATIENCE = 3
"""Failures in a row after which a host is left alone for this run."""
_SLOWEST = 60.0
ASKED = "asked-to-wait"


@dataclass(slots=True)
class Gate:
    delay: float
    """Seconds between two requests; robots.txt and refusals make it longer, nothing makes it shorter."""
    jitter: float
    step: float
    """Half of the first pause after a refusal."""
    next_free: float = 0.0
    failures: int = 0
    closed: str = ""
    """Why no more requests go to this host in this run; empty while it is open."""
    rules: asyncio.Task[robots.Rules] | None = field(default=None, repr=False)
    lookups: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    allowed_address: bool | None = None

    async def turn(self, running: Callable[[], bool]) -> bool:
        """Wait for this request's turn. False: the crawl was stopped or the gate closed meanwhile."""
        start = max(time.monotonic(), self.next_free)
        self.next_free = start + self.delay * random.uniform(1.0, 1.0 + self.jitter)  # noqa: S311 - no secret
        while running() and not self.closed:
            left = start - time.monotonic()
            if left <= 0:
                return True
            await asyncio.sleep(min(left, _SLICE))
        return False

    def hold(self, seconds: float) -> None:
        """Nobody goes before these seconds are over."""
        self.next_free = max(self.next_free, time.monotonic() + seconds)

    def slow_down(self) -> None:
        """The server pushed back: twice the pause from now on."""
        self.delay = min(max(self.delay, self.step) * 2, max(self.delay, _SLOWEST))

    def answered(self) -> None:
        self.failures = 0

    def failed(self, reason: str) -> None:
        self.failures += 1
        if self.failures >= _PATIENCE:
            self.closed = reason


@dataclass(slots=True)
class Gates:
    """The gates of one run by `host:port`."""

    settings: CrawlSettings
    resting: frozenset[str] = frozenset()
    """Hosts that asked an earlier run for a pause which is not over."""
    _gates: dict[str, Gate] = field(default_factory=dict)

    def of(self, host: str, hostname: str) -> Gate:
        if host not in self._gates:
            outside = not is_loopback(hostname)
            pause = max(self.settings.delay, FLOOR)
            gate = Gate(pause, 0.4, pause) if outside else Gate(0.0, 0.05, self.settings.retry_wait / 4)
            gate.closed = ASKED if host in self.resting else ""
            self._gates[host] = gate
        return self._gates[host]
