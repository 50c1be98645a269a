"""A story: who printed it when, what changed in it, and the way to take it apart or put another to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import ClassVar, Final

from dashboards.facts import Meta, meta
from dashboards.formats import moment, number
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import Reference
from domain.times import vietnam_day
from store import posts, regrouping
from store.db import Conn
from store.errors import NotFound
from store.posts import PostRow

LONGEST: Final = 20_000
"""Characters; a longer text is compared as far as that."""


REWRITTEN: Final = 0.4
"""Share of common words below which two versions, word by word, would be a puzzle."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of two versions: `same`, `gone` or `new`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    when: str
    title: tuple[Cut, ...]
    text: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    post_id: int
    meta: Meta
    after: str
    """How long after the first one."""
    pinned: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    template: ClassVar[str] = "story.html"
    frame: Frame
    story_id: int
    copies: tuple[Copy, ...]
    sources: tuple[tuple[str, str], ...]
    decides: bool
    flash: str = ""
    """Where a flash report about it is made; empty for who may not."""
    problem: str = ""


def story_page(conn: Conn, viewer: Viewer, reference: Reference, story_id: int) -> StoryPage:
    """Raises NotFound."""
    found = posts.story(conn, story_id)
    if not found:
        raise NotFound(f"there is no story {story_id}; it may have been taken apart")
    pins = regrouping.pins(conn, [post.id for post in found])
    spread = Counter(post.source_name for post in found).most_common()
    return StoryPage(
        frame=Frame(found[0].title or found[0].context, "", viewer),
        story_id=story_id,
        copies=tuple(
            Copy(
                post.id,
                replace(
                    meta(post, reference, vietnam_day(post.listed_at)), when=moment(post.published_at), more_copies=0
                ),
                after(post.listed_at, found[0].listed_at),
                f"{pins[post.id].who}, {moment(pins[post.id].made_at)}" if post.id in pins else "",
                changes(conn, post),
            )
            for post in found
        ),
        sources=tuple((name, number(count)) for name, count in spread),
        decides=viewer.decides,
        flash=f"/tin/{found[0].id}/bao-cao-nhanh" if viewer.decides and viewer.provinces is None else "",
    )


def changes(conn: Conn, post: PostRow) -> tuple[Change, ...]:
    """What its publisher changed, the newest change first."""
    versions = [(post.title, post.text), *((old.title, old.text) for old in posts.revisions(conn, post.id))]
    moments = [old.replaced_at for old in posts.revisions(conn, post.id)]
    return tuple(
        Change(moment(when), compared(before[0], after[0]), compared(before[1], after[1]))
        for when, after, before in zip(moments, versions, versions[1:], strict=False)
    )


def compared(before: str, after: str) -> tuple[Cut, ...]:
    """Word by word; long stretches that stayed are shortened. What was written anew is shown as two whole texts."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < REWRITTEN:
        return _changed(old, new)
    cuts: list[Cut] = []
    for what, a, b, c, d in matcher.get_opcodes():
        same = (Cut("same", _shortened(old[a:b])),)
        cuts += same if what == "equal" else _changed(old[a:b], new[c:d])
    return tuple(cuts)


def _changed(gone: Sequence[str], added: Sequence[str]) -> tuple[Cut, ...]:
    return tuple(Cut(kind, "".join(words)) for kind, words in (("gone", gone), ("new", added)) if words)


def _words(text: str) -> list[str]:
    return [f"{word} " for word in text[:LONGEST].split()]


def _shortened(words: Sequence[str], around: int = 12) -> str:
    if len(words) <= 2 * around + 5:
        return "".join(words)
    return "".join(words[:around]) + "… " + "".join(words[-around:])


def after(at: datetime, first: datetime) -> str:
    minutes = int((at - first).total_seconds() // 60)
    if minutes < 1:
        return "đầu tiên"
    if minutes < 120:
        return f"sau {minutes} phút"
    return f"sau {minutes // 60} giờ" if minutes < 48 * 60 else f"sau {minutes // 1440} ngày"
