"""Short words for the tests of events."""

from __future__ import annotations

from domain.post import ProcessedPost
from nlp.fingerprint import bands
from store import posts, sources, users
from store.db import Conn
from store.sources import SourceRow


def save(conn: Conn, *batch: ProcessedPost) -> None:
    sources.upsert(conn, [SourceRow("congdoan-mau", "Cổng mẫu", "https://congdoan.example", "union")])
    posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])


def ids_of(conn: Conn) -> dict[str, int]:
    """Posts by the last sign of their address."""
    return {row.url[-1]: row.id for row in posts.search(conn, posts.PostQuery()).posts}


def staff(conn: Conn) -> int:
    users.create(conn, "lan", "Lan", users.Role.REVIEWER, "hash")
    found = users.credentials(conn, "lan")
    assert found is not None
    return found.user.id
