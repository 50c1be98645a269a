"""`python guide_child.py CHECKOUT COMMAND …`: the command line in a checkout of its own, a site in a private network.

The name of that site leads to a private address, as in an office, and connections to that one to this machine.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import domain.settings

SITE, PRIVATE = "congdoan.vidu.test", "10.0.0.7"
asked, connected = socket.getaddrinfo, socket.socket.connect_ex


def look_up(host: str | bytes | None, *args: Any, **more: Any) -> Any:
    return asked(PRIVATE if host in (SITE, SITE.encode()) else host, *args, **more)


def connect(self: socket.socket, address: Any) -> int:
    return connected(self, ("127.0.0.1", *address[1:]) if address[0] == PRIVATE else address)


async def at_once(gate: Any, running: Callable[[], bool]) -> bool:
    return running() and not gate.closed


def main() -> None:
    domain.settings.ROOT = Path(sys.argv[1])
    from crawlers.manners import gate
    from pipeline.cli import main as langnghe

    gate.Gate.turn = at_once  # type: ignore[method-assign]  # the five seconds between two requests are tested elsewhere
    socket.getaddrinfo = look_up
    socket.gethostbyname = lambda host: str(look_up(host, None)[0][4][0])
    socket.socket.connect_ex = connect  # type: ignore[method-assign,assignment]
    sys.argv[:] = ["langnghe", *sys.argv[2:]]
    langnghe()


if __name__ == "__main__":
    main()
