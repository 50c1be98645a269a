"""What the publisher of a post changed in it, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from dashboards.formats import moment
from store import posts
from store.db import Conn
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


def changes(conn: Conn, post: PostRow) -> tuple[Change, ...]:
    """The newest change first."""
    revisions = posts.revisions(conn, post.id)
    versions = [(post.title, post.text), *((old.title, old.text) for old in revisions)]
    moments = [old.replaced_at for old in revisions]
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
