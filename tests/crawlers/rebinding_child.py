"""`python rebinding_child.py JOB.json NAME ADDRESS`: a crawl whose resolver says a public address, then ADDRESS."""

from __future__ import annotations

import socket
import sys
from typing import Any

import crawl_child

PUBLIC = "113.160.1.1"
real, asked = socket.getaddrinfo, []


def address(name: object) -> Any:
    if name not in (sys.argv[2], sys.argv[2].encode()):
        return name
    asked.append(name)
    return PUBLIC if len(asked) == 1 else sys.argv[3]


if __name__ == "__main__":
    socket.getaddrinfo = lambda host, *args, **more: real(address(host), *args, **more)
    socket.gethostbyname = address
    sys.exit(crawl_child.main())
