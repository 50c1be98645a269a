"""Hosts that asked to be left alone for longer than a crawl lasts: whoever crawls next, on any machine, heeds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from store.db import Conn
from store.sql import load


def note(conn: Conn, pauses: Mapping[str, datetime]) -> None:
    """Remember until when each of these hosts wants to be left alone."""
    if pauses:
        conn.execute(load("pauses")["note"], {"hosts": list(pauses), "moments": list(pauses.values())})


def resting(conn: Conn, hosts: Iterable[str], now: datetime) -> set[str]:
    """Those of the hosts whose pause is not over."""
    names = [f"pause:{host}" for host in hosts]
    return {row["host"] for row in conn.execute(load("pauses")["resting"], {"names": names, "now": now})}
