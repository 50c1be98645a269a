"""Pages between collection and processing. They lie here without comment blocks, and not for long."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import errors as pg
from psycopg.types.json import Jsonb

from domain.post import Page, PostKind, Remark
from store.db import Conn
from store.errors import UnknownSource
from store.sql import load

KEPT_HEADERS = frozenset({"content-type", "content-language", "date", "etag", "last-modified"})
"""What extraction may need. Cookies and the like are nobody's business, ours neither."""


@dataclass(frozen=True, slots=True)
class StoredPage:
    id: int
    page: Page
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A page that could not be processed, counted by its reason."""

    source: str
    reason: str
    pages: int


def add(conn: Conn, page: Page, remarks: Sequence[Remark] = ()) -> bool:
    """Queue a page whose comment blocks are cut out, with its redacted remarks; False when we hold that very version.

    The same bytes and remarks twice are one row, also after the page was processed or purged. Raises UnknownSource.
    """
    statements = load("pages")
    noted = [_noted(remark) for remark in remarks]
    key = {"source": page.source, "url": page.url}
    seen = key | {
        "etag": page.headers.get("etag"),
        "last_modified": page.headers.get("last-modified"),
        "seen_at": page.fetched_at,
    }
    digest = _digest(page.body, noted)
    try:
        conn.execute(statements["meet"], seen)
    except pg.ForeignKeyViolation as error:
        raise UnknownSource(f"source {page.source!r} is not stored; call sources.upsert first") from error
    held = conn.execute(statements["held"], key).fetchone() or {}
    conn.execute(statements["see"], seen | {"digest": digest})
    if held.get("digest") == digest:
        return False
    headers = {name: value for name, value in page.headers.items() if name in KEPT_HEADERS}
    values = key | {"fetched_at": page.fetched_at, "status": page.status, "body": page.body}
    conn.execute(statements["add"], values | {"headers": Jsonb(headers), "remarks": Jsonb(noted)})
    conn.execute(load("sources")["begin_reading"], {"slugs": [page.source], "moments": [page.fetched_at]})
    return True


def _noted(remark: Remark) -> dict[str, Any]:
    moment = remark.published_at
    return {"text": remark.text, "published_at": moment.isoformat() if moment else None, "kind": remark.kind.value}


def _digest(body: bytes, noted: Sequence[Mapping[str, Any]]) -> bytes:
    # A comment's "2 giờ trước" says another minute at every visit; that makes no new version of its page.
    lasting = [{**one, "published_at": None} if one["kind"] == PostKind.COMMENT else one for one in noted]
    words = json.dumps(lasting, ensure_ascii=True, sort_keys=True).encode()
    return hashlib.sha256(hashlib.sha256(body).digest() + words).digest()


def claim(conn: Conn, n: int) -> list[StoredPage]:
    """Take up to `n` waiting pages, oldest first. They are ours until the transaction ends.

    Mark them `done` or `set_aside` in the same transaction; whatever was not marked waits again.
    """
    return [_stored(row) for row in conn.execute(load("pages")["claim"], {"n": n})]


def _stored(row: Mapping[str, Any]) -> StoredPage:
    page = Page(row["source"], row["url"], row["fetched_at"], row["status"], row["headers"], row["body"])
    return StoredPage(row["id"], page, tuple(_remark(item) for item in row["remarks"]))


def _remark(item: Mapping[str, Any]) -> Remark:
    moment = item["published_at"]
    return Remark(item["text"], datetime.fromisoformat(moment) if moment else None, PostKind(item["kind"]))


def done(conn: Conn, ids: Iterable[int]) -> None:
    conn.execute(load("pages")["done"], {"ids": list(ids)})


def set_aside(conn: Conn, page_id: int, reason: str, detail: str = "") -> None:
    """Put a page away with the slug of its reason; `detail` never quotes the page."""
    conn.execute(load("pages")["set_aside"], {"id": page_id, "reason": reason, "detail": detail})


def retry(conn: Conn, source: str | None = None) -> int:
    """Queue what was set aside again, of one source or of all; returns how many."""
    return conn.execute(load("pages")["retry"], {"source": source}).rowcount


def replay(conn: Conn, source: str | None = None) -> int:
    """Queue the newest kept version of every page again, of one source or of all; returns how many.

    For what was read wrongly, not only for what was set aside: an older version would be skipped anyway.
    """
    return conn.execute(load("pages")["replay"], {"source": source}).rowcount


def pending(conn: Conn) -> int:
    row = conn.execute(load("pages")["pending"]).fetchone() or {"pages": 0}
    return int(row["pages"])


def aside(conn: Conn) -> list[SetAside]:
    """Pages set aside by source and reason."""
    return [SetAside(**row) for row in conn.execute(load("pages")["aside"])]


def purge(conn: Conn, before: datetime) -> int:
    """Delete pages fetched before a moment, except those still waiting; returns how many."""
    return conn.execute(load("pages")["purge"], {"before": before}).rowcount
