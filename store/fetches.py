"""The record of requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import errors as pg

from store.db import Conn
from store.errors import UnknownSource
from store.sql import load


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request, or an address that was seen and not asked for."""

    source: str
    url: str
    role: str
    at: datetime
    status: int | None
    """None: there was no answer."""
    outcome: str
    reason: str = ""
    size: int = 0


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
    add_all(conn, [Fetch(source, url, role, at, status, outcome, reason, size)])


def add_all(conn: Conn, made: Sequence[Fetch]) -> None:
    """Record requests. Raises UnknownSource."""
    values = {
        "sources": [one.source for one in made], "urls": [one.url for one in made],
        "roles": [one.role for one in made], "moments": [one.at for one in made],
        "statuses": [one.status for one in made], "outcomes": [one.outcome for one in made],
        "reasons": [one.reason for one in made], "sizes": [one.size for one in made],
    }  # fmt: skip
    try:
        conn.execute(load("fetches")["add"], values)
    except pg.ForeignKeyViolation as error:
        raise UnknownSource("a request's source is not stored; call sources.upsert first") from error


def totals(conn: Conn, since: datetime) -> list[FetchTotal]:
    """Requests since a moment, by source, role, outcome and reason."""
    return [FetchTotal(**row) for row in conn.execute(load("fetches")["totals"], {"since": since})]


def purge(conn: Conn, before: datetime) -> int:
    """Forget old requests; what was kept of their addresses stays."""
    return conn.execute(load("fetches")["purge"], {"before": before}).rowcount
