"""Addresses that a source named and that are not settled: what a killed or failed crawl still owes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.waiting import Waiting
from store.db import Conn
from store.sql import load

MOST = 2000
"""Addresses of one source that a crawl is given at a time; the rest follows in the next."""


def keep(conn: Conn, named: Sequence[Waiting], at: datetime) -> None:
    """Remember these; what waits already keeps its time."""
    if named:
        values = {"sources": [one.source for one in named], "urls": [one.url for one in named]}
        conn.execute(load("waiting")["keep"], {**values, "ways": [one.way for one in named], "at": at})


def settle(conn: Conn, addresses: Sequence[tuple[str, str]]) -> None:
    """Forget these: source and address."""
    if addresses:
        conn.execute(load("waiting")["settle"], _columns(addresses))


def tried(conn: Conn, addresses: Sequence[tuple[str, str]], at: datetime) -> None:
    """Note that these were asked for in vain: after each time they wait twice as long, half a day at most."""
    if addresses:
        conn.execute(load("waiting")["tried"], {**_columns(addresses), "at": at})


def of(conn: Conn, source: str, now: datetime) -> list[Waiting]:
    """What a crawl of this source should ask for, the oldest first."""
    rows = conn.execute(load("waiting")["of"], {"source": source, "now": now, "most": MOST})
    return [Waiting(**row) for row in rows]


def purge(conn: Conn, before: datetime) -> int:
    """Give up what has waited for too long; its failures stay in the record of requests."""
    return conn.execute(load("waiting")["purge"], {"before": before}).rowcount


def _columns(addresses: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    return {"sources": [source for source, _ in addresses], "urls": [url for _, url in addresses]}
