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


@dataclass(frozen=True, slots=True)
class _Version:
    """A page as it is about to be stored."""

    page: Page
    noted: Sequence[Mapping[str, Any]]
    digest: bytes

    @property
    def key(self) -> tuple[str, str]:
        return self.page.source, self.page.url


def add(conn: Conn, page: Page, remarks: Sequence[Remark] = ()) -> bool:
    """Queue one page; see `add_all`."""
    return add_all(conn, [(page, remarks)])[0]


def add_all(conn: Conn, arrived: Sequence[tuple[Page, Sequence[Remark]]]) -> list[bool]:
    """Queue pages whose comment blocks are cut out, with their redacted remarks; False where we hold that very version.

    The same bytes and remarks twice are one row, also after the page was processed or purged. Raises UnknownSource.
    """
    versions = [_version(page, remarks) for page, remarks in arrived]
    held = _held(conn, versions)
    new = []
    for one in versions:
        new.append(held.get(one.key) != one.digest)
        held[one.key] = one.digest
    _see(conn, list({one.key: one for one in versions}.values()))
    fresh = [one for one, is_new in zip(versions, new, strict=True) if is_new]
    if fresh:
        _keep(conn, fresh)
    return new


def _version(page: Page, remarks: Sequence[Remark]) -> _Version:
    noted = [_noted(remark) for remark in remarks]
    return _Version(page, noted, _digest(page.body, noted))


def _held(conn: Conn, versions: Sequence[_Version]) -> dict[tuple[str, str], bytes | None]:
    """The digests that we hold of these addresses, whose rows are locked from now on."""
    statements, columns = load("pages"), _columns(versions)
    try:
        conn.execute(statements["meet"], columns)
    except pg.ForeignKeyViolation as error:
        raise UnknownSource("a page's source is not stored; call sources.upsert first") from error
    return {(row["source"], row["url"]): row["digest"] for row in conn.execute(statements["held"], columns)}


def _see(conn: Conn, versions: Sequence[_Version]) -> None:
    headers = [one.page.headers for one in versions]
    values = {
        "etags": [one.get("etag") for one in headers],
        "modified": [one.get("last-modified") for one in headers],
        "digests": [one.digest for one in versions],
    }
    conn.execute(load("pages")["see"], _columns(versions) | values)


def _columns(versions: Sequence[_Version]) -> dict[str, list[Any]]:
    return {
        "sources": [one.page.source for one in versions],
        "urls": [one.page.url for one in versions],
        "moments": [one.page.fetched_at for one in versions],
    }


def _keep(conn: Conn, versions: Sequence[_Version]) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(load("pages")["add"], [_row(one) for one in versions])
    begun: dict[str, datetime] = {}
    for page in (one.page for one in versions):
        begun[page.source] = min(begun.get(page.source, page.fetched_at), page.fetched_at)
    conn.execute(load("sources")["begin_reading"], {"slugs": list(begun), "moments": list(begun.values())})


def _row(version: _Version) -> dict[str, Any]:
    page = version.page
    headers = {name: value for name, value in page.headers.items() if name in KEPT_HEADERS}
    return {
        "source": page.source, "url": page.url, "fetched_at": page.fetched_at, "status": page.status,
        "body": page.body, "headers": Jsonb(headers), "remarks": Jsonb(list(version.noted)),
    }  # fmt: skip


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
