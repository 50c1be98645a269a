"""Events: what several texts tell of in their own words. Copies of one text are a story, and are counted there only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.db import Conn
from store.rows import PostRow, post_row
from store.sql import load

DAYS = 6
"""Between two texts on one event that are compared; an event goes on as long as texts follow each other so."""
MOST_NEAR = 30


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a post."""

    id: int
    listed_at: datetime
    title: str
    text: str
    provinces: frozenset[str]
    story_id: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    taken: int
    """Posts that left the queue; those that were deleted or are not relevant too."""
    texts: tuple[Text, ...]
    """Those to be compared, the earliest first."""


@dataclass(frozen=True, slots=True)
class Placed:
    text: Text
    event_id: int | None
    pinned: bool
    """A person put it where it is."""


def wait(conn: Conn, ids: Collection[int]) -> None:
    """Have posts compared when there is time."""
    if ids:
        conn.execute(load("events")["wait"], {"ids": sorted(ids)})


def claim(conn: Conn, most: int) -> Claim:
    """Take posts from the queue; a transaction that is rolled back gives them back."""
    rows = conn.execute(load("events")["claim"], {"most": most}).fetchall()
    return Claim(len(rows), tuple(_text(row) for row in rows if row["relevant"]))


def remember(conn: Conn, marks: Mapping[int, tuple[datetime, Iterable[int]]]) -> None:
    """The marks by which posts of the same event will find a post, by its id."""
    conn.execute(load("events")["forget_marks"], {"ids": list(marks)})
    with conn.cursor() as cursor, cursor.copy(load("events")["copy_marks"]) as copy:
        for post_id, (listed_at, found) in marks.items():
            for mark in sorted(found):
                copy.write_row((mark, listed_at, post_id))


def near(conn: Conn, ids: Collection[int]) -> dict[int, list[int]]:
    """Posts worth comparing with each of these, those with the most in common first."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in conn.execute(load("events")["near"], {"ids": list(ids), "days": DAYS}):
        if len(found[row["id"]]) < MOST_NEAR:
            found[row["id"]].append(row["other"])
    return found


def places(conn: Conn, ids: Collection[int], since: datetime, until: datetime) -> dict[int, Placed]:
    """Where these posts stand, by id, with the copies of each and those posts of their events that may be compared with
    posts from `since` to `until`: an event may last for months. Not yet compared posts are not among them."""
    values = {"ids": sorted(ids), "since": since, "until": until, "days": DAYS}
    rows = conn.execute(load("events")["places"], values)
    return {row["id"]: Placed(_text(row), row["event_id"], row["pinned"]) for row in rows}


def begin(conn: Conn) -> int:
    row = conn.execute(load("events")["begin"]).fetchone() or {}
    return int(row["id"])


def put(conn: Conn, moves: Mapping[int, int | None]) -> None:
    """Note the event of each post, None for none; a post that a person placed stays."""
    conn.execute(load("events")["put"], {"ids": list(moves), "events": list(moves.values())})


def of(conn: Conn, post_id: int) -> int | None:
    """The event of a post, if another text tells of it."""
    row = conn.execute(load("events")["event_of"], {"id": post_id}).fetchone()
    return int(row["event_id"]) if row else None


def members(conn: Conn, event_id: int) -> list[PostRow]:
    """The posts of an event, the earliest first."""
    return [post_row(row) for row in conn.execute(load("events")["posts"], {"event_id": event_id})]


def ids(conn: Conn, event_id: int) -> list[int]:
    return [row["id"] for row in conn.execute(load("events")["ids"], {"event_id": event_id})]


def touched(conn: Conn, ids: Sequence[int]) -> list[int]:
    """Events to which posts belong."""
    return [row["event_id"] for row in conn.execute(load("events")["of"], {"ids": list(ids)})]


def refresh(conn: Conn, event_ids: Collection[int]) -> None:
    """An event of one post is none."""
    if event_ids:
        for name in ("dissolve", "drop"):
            conn.execute(load("events")[name], {"events": sorted(set(event_ids))})


def purge_marks(conn: Conn, before: datetime) -> int:
    """Forget by what posts listed before a moment were found; call it daily."""
    return conn.execute(load("events")["purge_marks"], {"before": before}).rowcount


def _text(row: Mapping[str, Any]) -> Text:
    codes = frozenset(place["code"] for place in row["places"] if place["code"])
    return Text(row["id"], row["listed_at"], row["title"], row["text"], codes, row["story_id"])
