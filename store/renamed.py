"""An article whose address changed with its headline is the article that we hold, not a second one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.copies import copied, words_of
from domain.naming import number_of
from domain.post import PostKind, ProcessedPost
from store.db import Conn
from store.drafts import listed_at
from store.sql import load

_REMARKS = frozenset({PostKind.COMMENT, PostKind.QUESTION, PostKind.REVIEW})

Pair = tuple[ProcessedPost, tuple[int, ...]]


def settled(conn: Conn, pairs: Sequence[Pair]) -> list[Pair]:
    """The same posts; those that are held under another address of their source come under its key.

    Held to be the same: the publisher's own number at the end of the address, a date within three days, and a text of
    which most is the other's. Only numbers that we do not know yet are looked for.
    """
    named = [at for at, (post, _) in enumerate(pairs) if post.kind not in _REMARKS and number_of(post.url)]
    known = _known(conn, [pairs[at][0].key for at in named])
    unknown = [pairs[at][0] for at in named if pairs[at][0].key not in known]
    keys = _held(conn, unknown)
    return [(replace(post, key=keys[post.key]), bands) if post.key in keys else (post, bands) for post, bands in pairs]


def _known(conn: Conn, keys: Sequence[bytes]) -> set[bytes]:
    return {row["key"] for row in conn.execute(load("renamed")["known"], {"keys": list(keys)})} if keys else set()


def _held(conn: Conn, posts: Sequence[ProcessedPost]) -> dict[bytes, bytes]:
    """Key under which a post is held, by the key that its new address gives."""
    if not posts:
        return {}
    numbers = [number_of(post.url) for post in posts]
    values = {"sources": [post.source for post in posts], "numbers": numbers}
    found = conn.execute(load("renamed")["same_number"], values | {"moments": [listed_at(post) for post in posts]})
    held: dict[bytes, bytes] = {}
    for row in found:
        post = posts[row["at"] - 1]
        same = number_of(row["url"]) == number_of(post.url)
        if same and copied(words_of(f"{post.title} {post.text}"), words_of(row["text"])):
            held[post.key] = row["key"]
    return held
