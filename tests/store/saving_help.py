"""Short words for the tests of the store."""

from __future__ import annotations

from typing import Any

from factory import post

from domain.post import ProcessedPost
from nlp.fingerprint import bands
from store import posts, sources, users
from store.db import Conn
from store.posts import PostQuery, PostRow, SaveResult
from store.sources import SourceRow

__all__ = ["article", "lan", "only", "prepare", "save"]


def save(conn: Conn, *batch: ProcessedPost) -> SaveResult:
    return posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])


def article(number: int, **changes: Any) -> ProcessedPost:
    """A post of its own address, which nobody copied."""
    text = " ".join(f"câu{number}y{word}" for word in range(40))
    return post(**{"url": f"https://congdoan.example/bai/{number}", "text": text, **changes})


def only(conn: Conn) -> PostRow:
    (found,) = posts.search(conn, PostQuery()).posts
    return found


def prepare(conn: Conn) -> None:
    sources.upsert(
        conn,
        [
            SourceRow("congdoan-mau", "Công đoàn mẫu", "https://congdoan.example", "union_portal"),
            SourceRow("bao-mau", "Báo mẫu", "https://bao.example", "press"),
        ],
    )
    users.create(conn, "lan", "Lan", users.Role.REVIEWER, "hash")


def lan(conn: Conn) -> int:
    """The reviewer's id."""
    found = users.credentials(conn, "lan")
    assert found is not None
    return found.user.id
