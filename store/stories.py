"""Near copies share a story: what many outlets print is read once and counted as one item with its copies."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import eq

from domain.copies import copied, words_of
from domain.times import Window
from store.db import Conn
from store.drafts import Draft
from store.rows import PostRow, post_row
from store.sql import load

WORTH_A_LOOK = 0.2
"""Estimated Jaccard similarity of three-word shingles from which two texts are read side by side.

Half of an article is at .5 and a copy; two days of a price list are at .6 and none: domain.copies tells them apart.
"""


@dataclass(frozen=True, slots=True)
class Story:
    id: int
    posts: int
    sources: int
    first_at: datetime
    lead: PostRow
    """Its earliest post."""


@dataclass(frozen=True, slots=True)
class _Member:
    id: int
    exact: bytes
    minhash: bytes
    story_id: int | None
    pinned: bool
    """A person put it where it is."""
    held: bool
    """Its story has a pinned post."""


def assign(conn: Conn, drafts: Sequence[Draft]) -> None:
    """Put stored posts, which have no story yet, together with their copies of the three weeks around them."""
    ids = [draft.id for draft in drafts if draft.bands]
    if not ids:
        return
    near = defaultdict(set)
    for row in conn.execute(load("stories")["near"], {"ids": ids}):
        near[row["id"]].add(row["other"])
    if not near:
        return
    members = _members(conn, set(near).union(*near.values()))
    for group in _groups(_copies(conn, near, members), members):
        _join(conn, [members[post_id] for post_id in group])


def of(conn: Conn, ids: Sequence[int]) -> list[int]:
    """Stories to which posts belong."""
    return [row["story_id"] for row in conn.execute(load("stories")["of"], {"ids": list(ids)})]


def refresh(conn: Conn, story_ids: Sequence[int]) -> None:
    """Count stories again and find their leads; a story of one post is none."""
    if not story_ids:
        return
    for name in ("dissolve", "drop", "recount"):
        conn.execute(load("stories")[name], {"ids": sorted(set(story_ids))})


def spread(conn: Conn, window: Window, limit: int = 20) -> list[Story]:
    """Stories that began in a window, the most copied first."""
    values = {"since": window.start, "until": window.end, "limit": limit}
    rows = conn.execute(load("stories")["spread"], values).fetchall()
    return [
        Story(row["story_id"], row["story_posts"], row["story_sources"], row["first_at"], post_row(row)) for row in rows
    ]


def purge_bands(conn: Conn, before: datetime) -> int:
    """Forget how to recognise copies of posts listed before a moment; call it daily with three months ago.

    The hashes are half of the database, and a copy is looked for within three weeks only.
    """
    return conn.execute(load("stories")["purge_bands"], {"before": before}).rowcount


def similarity(a: bytes, b: bytes) -> float:
    """Estimated Jaccard similarity of two minhashes."""
    left, right = array("I", a), array("I", b)
    same: int = sum(map(eq, left, right))
    return same / max(1, len(left))


def _members(conn: Conn, ids: Iterable[int]) -> dict[int, _Member]:
    return {row["id"]: _Member(**row) for row in conn.execute(load("stories")["members"], {"ids": sorted(ids)})}


def _copies(conn: Conn, near: Mapping[int, set[int]], members: Mapping[int, _Member]) -> list[tuple[int, int]]:
    """Pairs that may meet and copy each other."""
    pairs = {(min(one, other), max(one, other)) for one, others in near.items() for other in others}
    likely = [(members[a], members[b]) for a, b in sorted(pairs) if _may_meet(members[a], members[b])]
    likely = [(a, b) for a, b in likely if a.exact == b.exact or similarity(a.minhash, b.minhash) >= WORTH_A_LOOK]
    doubtful = {member.id for pair in likely if pair[0].exact != pair[1].exact for member in pair}
    texts = {
        row["id"]: words_of(row["text"]) for row in conn.execute(load("stories")["texts"], {"ids": sorted(doubtful)})
    }
    return [(a.id, b.id) for a, b in likely if a.exact == b.exact or copied(texts[a.id], texts[b.id])]


def _groups(pairs: Iterable[tuple[int, int]], members: Mapping[int, _Member]) -> list[list[int]]:
    """Connected posts. Old members bring their stories along, so two stories with a common copy become one."""
    parent = {post_id: post_id for post_id in members}

    def root(post_id: int) -> int:
        while parent[post_id] != post_id:
            post_id = parent[post_id]
        return post_id

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups = defaultdict(list)
    for post_id in sorted(members):
        groups[root(post_id)].append(post_id)
    return [group for group in groups.values() if len(group) > 1]


def _may_meet(a: _Member, b: _Member) -> bool:
    """What a person took out of its story stays alone."""
    return not any(member.pinned and member.story_id is None for member in (a, b))


def _join(conn: Conn, group: Sequence[_Member]) -> None:
    statements = load("stories")
    told = sorted({member.story_id for member in group if member.story_id is not None})
    if len(told) > 1 and any(member.held for member in group):
        # People took these stories apart, or put one of them together: a common copy joins one and unites nothing.
        group, told = [member for member in group if member.story_id is None or member.story_id == told[0]], told[:1]
    if told:
        story_id = told[0]
    else:
        row = conn.execute(statements["begin"], {"post_id": group[0].id}).fetchone() or {}
        story_id = row["id"]
    values = {"story_id": story_id, "ids": [member.id for member in group], "merged": told[1:]}
    for name in ("tell", "merge", "drop_merged"):
        conn.execute(statements[name], values)
    refresh(conn, [story_id])
