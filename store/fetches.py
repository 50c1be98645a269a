"""The record of requests, and what to send with the next conditional one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from psycopg import errors as pg

from store.db import Conn
from store.errors import UnknownSource
from store.sql import load


@dataclass(frozen=True, slots=True)
class Conditional:
    """What the last answer of an address carried. A crawler that gets 304 to these has lost nothing."""

    etag: str | None
    last_modified: str | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class FetchTotal:
    source: str
    role: str
    outcome: str
    reason: str
    fetches: int
    size: int


def add(
    conn: Conn,
    *,
    source: str,
    url: str,
    role: str,
    at: datetime,
    status: int | None,
    outcome: str,
    reason: str = "",
    size: int = 0,
) -> None:
    """Record one request. Raises UnknownSource."""
    values = {"source": source, "url": url, "role": role, "at": at, "status": status}
    try:
        conn.execute(load("fetches")["add"], values | {"outcome": outcome, "reason": reason, "size": size})
    except pg.ForeignKeyViolation as error:
        raise UnknownSource(f"source {source!r} is not stored; call sources.upsert first") from error


def conditional(conn: Conn, source: str, url: str) -> Conditional | None:
    row = conn.execute(load("fetches")["conditional"], {"source": source, "url": url}).fetchone()
    return None if row is None else Conditional(**row)


def remember(
    conn: Conn, source: str, url: str, *, etag: str | None, last_modified: str | None, seen_at: datetime
) -> None:
    """Keep the validators of a feed, sitemap or list. Call it when its links were followed, not before.

    A crawl that is killed in between would get 304 the next time and never see those links.
    """
    values = {"source": source, "url": url, "etag": etag, "last_modified": last_modified, "seen_at": seen_at}
    conn.execute(load("fetches")["remember"], values)


def known(conn: Conn, source: str, urls: Iterable[str]) -> set[str]:
    """Those of `urls` that we have an answer of."""
    rows = conn.execute(load("fetches")["known"], {"source": source, "urls": list(urls)})
    return {row["url"] for row in rows}


def totals(conn: Conn, since: datetime) -> list[FetchTotal]:
    """Requests since a moment, by source, role, outcome and reason."""
    return [FetchTotal(**row) for row in conn.execute(load("fetches")["totals"], {"since": since})]


def purge(conn: Conn, before: datetime) -> int:
    """Forget old requests; validators stay."""
    return conn.execute(load("fetches")["purge"], {"before": before}).rowcount
