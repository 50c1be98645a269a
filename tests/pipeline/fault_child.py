"""`python fault_child.py FOLDER DSN`: collects the fault site's sources into a store, with a crawl's usual rules."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

from fault_table import EDITIONS, TURNS_PRIVATE

from crawlers.manners import gate
from crawlers.outcome import CrawlSettings
from crawlers.spec import load_specs
from pipeline.collect import collect

PUBLIC, PRIVATE = "113.160.1.1", "10.0.0.7"


class TurningResolver:
    """Answers for the name that turns private and for the hosts of one site; everybody else asks the system."""

    def __init__(self) -> None:
        self.real = socket.getaddrinfo
        self.times = 0

    def getaddrinfo(self, host: str | bytes | None, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        return self.real(self.address_of(name), *args, **more)

    def gethostbyname(self, host: str) -> str:
        return str(self.real(self.address_of(host), None)[0][4][0])

    def address_of(self, name: str | None) -> str | None:
        if name in EDITIONS:
            return "127.0.0.1"
        return self.turned() if name == TURNS_PRIVATE else name

    def turned(self) -> str:
        self.times += 1
        return PUBLIC if self.times == 1 else PRIVATE


def main() -> int:
    resolver = TurningResolver()
    socket.getaddrinfo, socket.gethostbyname = resolver.getaddrinfo, resolver.gethostbyname  # type: ignore[assignment]
    gate.FLOOR = 0.2  # so that hosts that are none of this machine, though they lead to it, take no five seconds a page
    specs = {spec.slug: spec for spec in load_specs(Path(sys.argv[1]))}
    settings = CrawlSettings(
        contact="ban@vidu.vn",
        allow_loopback=True,
        delay=0.2,
        timeout=2.0,
        retries=1,
        retry_wait=0.05,
        max_bytes=2_000_000,
    )
    collect(sys.argv[2], specs, settings, lambda _: None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
