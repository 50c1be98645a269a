"""What earlier crawls kept of addresses, for the next conditional requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class KnownPage:
    url: str
    etag: str | None
    last_modified: str | None
    first_seen: datetime
    published_at: datetime | None
    """Of the article on it; None when it says none or was not processed yet."""
    whole_at: datetime
    """When it last came whole."""


def pages(conn: Conn, sources: Sequence[str], urls: Sequence[str]) -> list[KnownPage]:
    """The kept pages among these addresses in these sources, in no order."""
    values = {"sources": list(sources), "urls": list(urls)}
    return [KnownPage(**row) for row in conn.execute(load("known")["pages"], values)]
