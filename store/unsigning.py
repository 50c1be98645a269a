"""What is stored, in the order of its numbers, for taking out of it what newer rules no longer store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.post import ExtractedPost, Page, PostKind
from store.db import Conn
from store.locks import lock_posts
from store.sql import load

KINDS = (PostKind.NEWS, PostKind.RELEASE, PostKind.NOTICE, PostKind.ADVERT)
"""What editors write; the words of the public lose names by other rules."""


@dataclass(frozen=True, slots=True)
class HeldText:
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A stored post as it once was extracted, with its name."""

    key: bytes
    source: str
    version_at: datetime
    post: ExtractedPost
    redactions: Mapping[str, int]


def pages_after(conn: Conn, last: int, n: int, source: str | None = None) -> list[tuple[int, Page]]:
    """Raw pages with a higher number, locked until the transaction ends."""
    return [(row["id"], _page(row)) for row in conn.execute(load("unsigning")["pages_after"], _from(last, n, source))]


def put_body(conn: Conn, page_id: int, body: bytes) -> None:
    conn.execute(load("unsigning")["put_body"], {"id": page_id, "body": body})


def texts_after(conn: Conn, last: int, n: int, source: str | None = None) -> list[HeldText]:
    """Posts by editors with a higher number."""
    values = {**_from(last, n, source), "kinds": [kind.value for kind in KINDS]}
    return [HeldText(**row) for row in conn.execute(load("unsigning")["texts_after"], values)]


def revisions_after(conn: Conn, last: int, n: int, source: str | None = None) -> list[HeldText]:
    """Earlier versions of such posts with a higher number."""
    values = {**_from(last, n, source), "kinds": [kind.value for kind in KINDS]}
    return [HeldText(**row) for row in conn.execute(load("unsigning")["revisions_after"], values)]


def put_revision(conn: Conn, revision_id: int, text: str) -> None:
    conn.execute(load("unsigning")["put_revision"], {"id": revision_id, "text": text})


def drop_echoes(conn: Conn, revision_ids: Sequence[int]) -> int:
    """Forget those of these revisions that say just what the next version says: their name was all that differed."""
    return conn.execute(load("unsigning")["drop_echoes"], {"ids": list(revision_ids)}).rowcount


def held(conn: Conn, ids: Sequence[int]) -> list[HeldPost]:
    """These posts as they are; nobody else changes any until the transaction ends."""
    lock_posts(conn)
    return [_held(row) for row in conn.execute(load("unsigning")["held"], {"ids": list(ids)})]


def _held(row: Mapping[str, Any]) -> HeldPost:
    said = {name: row[name] for name in ("url", "title", "text", "published_at", "context", "section")}
    post = ExtractedPost(kind=PostKind(row["kind"]), tags=tuple(row["tags"]), **said)
    return HeldPost(row["key"], row["source"], row["version_at"], post, row["redactions"])


def _from(last: int, n: int, source: str | None) -> dict[str, Any]:
    return {"last": last, "n": n, "source": source}


def _page(row: Mapping[str, Any]) -> Page:
    return Page(row["source"], row["url"], row["fetched_at"], row["status"], row["headers"], row["body"])
