"""Hosts that asked to be left alone for longer than a crawl lasts: whoever crawls next, on any machine, heeds it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from store.db import Conn
from store.sql import load


def note(conn: Conn, host: str, until: datetime) -> None:
    """Remember until when this host wants to be left alone; a shorter wish never shortens a longer one."""
    conn.execute(load("pauses")["note"], {"host": host, "until": until})


def resting(conn: Conn, hosts: Iterable[str], now: datetime) -> set[str]:
    """Those of the hosts whose pause is not over."""
    return {row["host"] for row in conn.execute(load("pauses")["resting"], {"hosts": list(hosts), "now": now})}


def purge(conn: Conn, before: datetime) -> int:
    """Forget pauses that are over; returns how many."""
    return conn.execute(load("pauses")["purge"], {"before": before}).rowcount
