"""What happens to posts after they were written: copies on other sites, and an editor's corrections.

Both stand in demo/changes.toml, so that tests know what was planted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from demo.content import ContentError, Item
from demo.site import HERE

COPIES_FROM = 900
"""Copies are numbered from here, so that their addresses never meet those of a site's own items."""


@dataclass(frozen=True, slots=True)
class Copy:
    """`site` publishes the item `title` of `origin` some minutes later, with a line of its own at the end."""

    site: str
    origin: str
    title: str
    minutes_later: int
    section: str
    closing: str = ""
    cut: int = 0
    """How many paragraphs it leaves out at the end."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An editor replaces `old` by `new` in the item `title`, and may add a paragraph."""

    site: str
    title: str
    old: str
    new: str
    added: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    copies: tuple[Copy, ...]
    edits: tuple[Edit, ...]


@cache
def load_changes(path: Path = HERE / "changes.toml") -> Changes:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Changes(tuple(Copy(**row) for row in raw.get("copy", ())), tuple(Edit(**row) for row in raw.get("edit", ())))


def changed(site: str, items: Mapping[str, Sequence[Item]], *, edited: bool) -> tuple[Item, ...]:
    """The items of a site with the copies that it carries, before or after the editors' corrections."""
    changes = load_changes()
    own = list(items.get(site, ()))
    for number, copy in enumerate((c for c in changes.copies if c.site == site), COPIES_FROM):
        own.append(_copy(_find(items, copy.origin, copy.title), copy, number))
    if edited:
        for edit in changes.edits:
            if edit.site == site:
                at = own.index(_find({site: own}, site, edit.title))
                own[at] = _edited(own[at], edit)
    return tuple(own)


def _find(items: Mapping[str, Sequence[Item]], site: str, title: str) -> Item:
    for item in items.get(site, ()):
        if item.title == title:
            return item
    raise ContentError(f"changes.toml: {site} has no item titled {title!r}")


def _copy(item: Item, copy: Copy, number: int) -> Item:
    body = item.body[: len(item.body) - copy.cut]
    return replace(
        item,
        site=copy.site,
        number=number,
        section=copy.section,
        minute=min(item.minute + copy.minutes_later, 23 * 60 + 59),
        body=(*body, copy.closing) if copy.closing else body,
        answer=(),
        comments=(),
    )


def _edited(item: Item, edit: Edit) -> Item:
    texts = [text.replace(edit.old, edit.new) for text in (item.lead, *item.body)]
    if texts == [item.lead, *item.body]:
        raise ContentError(f"changes.toml: the text to correct is not in {edit.title!r}")
    return replace(item, lead=texts[0], body=(*texts[1:], *((edit.added,) if edit.added else ())))
