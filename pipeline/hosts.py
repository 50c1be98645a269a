"""Whose turn a host is: one reads it at a time, crawl or look, and a pause that it asked for binds all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from crawlers import links
from crawlers.spec import SourceSpec
from pipeline.context import say
from store import pauses
from store.db import Conn
from store.locks import lock_hosts


def undisturbed(conn: Conn, specs: Sequence[SourceSpec]) -> list[SourceSpec]:
    """Those sources whose hosts nobody else reads, locked for us as long as this connection lives; the rest is said.

    A worker's jobs take turns by themselves; this lock keeps a crawl by hand and a second worker's apart too.
    """
    ours = [spec for spec in specs if lock_hosts(conn, {links.site_of(host) for host in spec.read_hosts})]
    busy = [spec.slug for spec in specs if spec not in ours]
    if busy:
        say(f"not read now: {', '.join(busy)}; another crawl is reading the same host, try again when it is through")
    return ours


def resting(conn: Conn, specs: Sequence[SourceSpec]) -> set[str]:
    """Hosts of these sources that asked for a pause which is not over."""
    hosts = frozenset[str]().union(*(spec.read_hosts for spec in specs))
    return pauses.resting(conn, hosts, datetime.now(UTC))
