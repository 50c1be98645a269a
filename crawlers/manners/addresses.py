"""Which addresses may be connected to: public ones only, after redirects and at the second DNS answer too."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

LOOPBACK_SETTING = "LANGNGHE_ALLOW_LOOPBACK"
PRIVATE_SETTING = "LANGNGHE_PRIVATE_HOSTS"
REBOUND: set[str] = set()
"""Names that led to a private address when they were connected to, whatever they had said before."""


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, as it is written: no name is looked up."""
    bare = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"


def may_connect(address: str, *, allow_loopback: bool, listed: bool = False) -> bool:
    """Whether this IP address may be connected to. `listed`: by the operator, so that it may lie in a private network.

    Neither this machine nor link-local addresses can be listed: a cloud tells its secrets at one of those.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return allow_loopback
    if ip.is_multicast or ip.is_link_local or ip.is_unspecified or ip.is_reserved:
        return False
    return ip.is_global or (listed and ip.is_private)


async def resolves_to_allowed(host: str, *, allow_loopback: bool, private_hosts: Collection[str] = ()) -> bool:
    """Whether every address of the host may be connected to. Raises OSError when the name is unknown."""
    listed = host.lower() in private_hosts
    answers = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(may_connect(str(answer[4][0]), allow_loopback=allow_loopback, listed=listed) for answer in answers)


class GuardedResolver(CachingThreadedResolver):
    """Resolves for the connection itself, so that a second DNS answer cannot lead elsewhere than the checked one."""

    allow_loopback = False
    private_hosts: Collection[str] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        made = super().from_crawler(crawler, reactor)
        made.allow_loopback = crawler.settings.getbool(LOOPBACK_SETTING)
        made.private_hosts = frozenset(crawler.settings.getlist(PRIVATE_SETTING))
        return made

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: Any, name: str) -> str:
        """The very address that is connected to. Twisted hides what is raised here, so the name is noted too."""
        listed = name.lower() in self.private_hosts
        if not may_connect(str(address), allow_loopback=self.allow_loopback, listed=listed):
            REBOUND.add(name.lower())
            raise DNSLookupError("the name resolves to a private address")
        return str(address)
