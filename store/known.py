"""What earlier crawls kept of an address, for the next conditional request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class KnownPage:
    etag: str | None
    last_modified: str | None
    first_seen: datetime
    published_at: datetime | None
    """Of the article on it; None when it says none or was not processed yet."""


def page(conn: Conn, sources: Sequence[str], url: str) -> KnownPage | None:
    """The kept page of this address in one of these sources; None when none was kept."""
    row = conn.execute(load("known")["page"], {"sources": list(sources), "url": url}).fetchone()
    return None if row is None else KnownPage(**row)
