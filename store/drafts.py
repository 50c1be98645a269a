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
SINGLE = frozenset({PostKind.COMMENT, PostKind.REVIEW, PostKind.GRASSROOTS})
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


def storable(text: str) -> str:
    """PostgreSQL takes neither NUL nor half a surrogate pair; lengths stay, for evidence is told by offsets."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


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
        "url": storable(post.url),
        "title": storable(post.title),
        "text": storable(post.text),
        "context": storable(post.context),
        "section": storable(post.section),
        "tags": [storable(tag) for tag in post.tags],
        "published_at": post.published_at,
        "version_at": post.fetched_at,
        "places": Jsonb([asdict(place) for place in post.places]),
        "redactions": Jsonb(dict(post.redactions)),
        "exact": post.fingerprint.exact,
        "minhash": post.fingerprint.minhash,
        "search": vector([storable(lexeme) for lexeme in post.lexemes]),
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
        room -= 4
        if (found := positions.get(lexeme)) is not None:
            found.append(position)
        elif 0 < (size := len(lexeme.encode())) <= LONGEST_LEXEME:
            room -= size + 4
            positions[lexeme] = [position]
        if room < 0:
            break
    return " ".join(f"{_quoted(lexeme)}:{_places(found)}" for lexeme, found in positions.items())


def _places(found: Sequence[int]) -> str:
    """Positions of one lexeme; PostgreSQL keeps 255 of them, and those too high all stand at the last."""
    if found[-1] <= LAST_POSITION:
        return ",".join(map(str, found[:255]))
    return ",".join(str(min(position, LAST_POSITION)) for position in found[:255])


def _quoted(lexeme: str) -> str:
    if lexeme.isalnum():
        return lexeme
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
