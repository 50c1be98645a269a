"""A post on its way into the tables, and the rows that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from domain.post import PostKind, ProcessedPost
from domain.times import aware
from store.db import Conn
from store.sql import load

LAST_POSITION = 16_383
"""PostgreSQL keeps no higher position in a tsvector."""
LONGEST_VECTOR = 900_000
"""Bytes; PostgreSQL refuses a tsvector of a megabyte. What lies behind is not found by search."""
LONGEST_LEXEME = 2_000
SINGLE = frozenset({PostKind.COMMENT, PostKind.REVIEW})
"""Short words of many people are alike without being copies: they are never put into stories."""


@dataclass(frozen=True, slots=True)
class Draft:
    id: int
    listed_at: datetime
    post: ProcessedPost
    bands: tuple[int, ...]
    """Hashes of MinHash bands; empty for a kind that has no copies."""


def draft(post_id: int, moment: datetime, post: ProcessedPost, bands: tuple[int, ...]) -> Draft:
    return Draft(post_id, moment, post, () if post.kind in SINGLE else bands)


def listed_at(post: ProcessedPost) -> datetime:
    """When a post counts as said: its date, but never later than we saw it."""
    fetched = aware(post.fetched_at)
    return min(aware(post.published_at), fetched) if post.published_at else fetched


def copy_posts(conn: Conn, drafts: Sequence[Draft]) -> None:
    if not drafts:
        return
    with conn.cursor() as cursor, cursor.copy(load("saving")["copy_posts"]) as copy:
        for draft in drafts:
            copy.write_row((*update_values(draft).values(), draft.post.source, draft.post.fetched_at))


def update_values(draft: Draft) -> dict[str, Any]:
    """The columns of a version by name, in the order of `copy_posts`."""
    post = draft.post
    return {
        "id": draft.id,
        "listed_at": draft.listed_at,
        "kind": post.kind.value,
        "url": post.url,
        "title": post.title,
        "text": post.text,
        "context": post.context,
        "section": post.section,
        "tags": list(post.tags),
        "published_at": post.published_at,
        "version_at": post.fetched_at,
        "places": Jsonb([asdict(place) for place in post.places]),
        "redactions": Jsonb(dict(post.redactions)),
        "exact": post.fingerprint.exact,
        "minhash": post.fingerprint.minhash,
        "search": vector(post.lexemes),
    }


def copy_satellites(conn: Conn, drafts: Sequence[Draft]) -> None:
    """Provinces and bands."""
    with conn.cursor() as cursor:
        with cursor.copy(load("saving")["copy_places"]) as copy:
            for draft in drafts:
                for code in sorted({place.code for place in draft.post.places if place.code}):
                    copy.write_row((code, draft.listed_at, draft.id))
        with cursor.copy(load("saving")["copy_bands"]) as copy:
            for draft in drafts:
                for band in sorted(set(draft.bands)):
                    copy.write_row((band, draft.listed_at, draft.id))


def vector(lexemes: Sequence[str]) -> str:
    """The text form of a tsvector: the i-th lexeme stands at position i, counted from 1."""
    positions: dict[str, list[int]] = {}
    room = LONGEST_VECTOR
    for position, lexeme in enumerate(lexemes, 1):
        size = 4 if lexeme in positions else len(lexeme.encode()) + 8
        if not lexeme or size > LONGEST_LEXEME or size > room:
            continue
        room -= size
        positions.setdefault(lexeme, []).append(min(position, LAST_POSITION))
    return " ".join(f"{_quoted(lexeme)}:{','.join(map(str, places[:255]))}" for lexeme, places in positions.items())


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
