"""Which addresses may be connected to: public ones only, after redirects and at the second DNS answer too."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

LOOPBACK_SETTING = "LANGNGHE_ALLOW_LOOPBACK"
REBOUND: set[str] = set()
"""Names that led to a private address when they were connected to, whatever they had said before."""


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, as it is written: no name is looked up."""
    bare = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"


def may_connect(address: str, *, allow_loopback: bool) -> bool:
    """Whether this IP address may be connected to."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return allow_loopback
    return ip.is_global and not ip.is_multicast


async def resolves_to_allowed(host: str, *, allow_loopback: bool) -> bool:
    """Whether every address of the host may be connected to. Raises OSError when the name is unknown."""
    answers = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(may_connect(str(answer[4][0]), allow_loopback=allow_loopback) for answer in answers)


class GuardedResolver(CachingThreadedResolver):
    """Resolves for the connection itself, so that a second DNS answer cannot lead elsewhere than the checked one."""

    allow_loopback = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        made = super().from_crawler(crawler, reactor)
        made.allow_loopback = crawler.settings.getbool(LOOPBACK_SETTING)
        return made

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: Any, name: str) -> str:
        """The very address that is connected to. Twisted hides what is raised here, so the name is noted too."""
        if not may_connect(str(address), allow_loopback=self.allow_loopback):
            REBOUND.add(name.lower())
            raise DNSLookupError("the name resolves to a private address")
        return str(address)
