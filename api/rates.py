"""How many requests to the API a key, or a session, may send in a minute."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Final

A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Rate:
    limit: int
    remaining: int
    reset: int
    """Seconds until the count begins again."""
    over: bool

    def headers(self) -> dict[str, str]:
        named = {"Limit": self.limit, "Remaining": self.remaining, "Reset": self.reset}
        return {f"RateLimit-{name}": str(value) for name, value in named.items()}


@dataclass(slots=True)
class Rates:
    """Counts of the running minute, in memory: the program is one process, and a restart forgives."""

    limit: int = A_MINUTE
    _minute: int = 0
    _counts: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, who: str, now: float) -> Rate:
        """Count one request of `who`."""
        with self._lock:
            minute = int(now // 60)
            if minute != self._minute:
                self._minute = minute
                self._counts.clear()
            count = self._counts[who] = self._counts.get(who, 0) + 1
        return Rate(self.limit, max(0, self.limit - count), 60 - int(now % 60), count > self.limit)
