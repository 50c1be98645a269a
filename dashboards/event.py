"""An event: what different outlets tell of it in their own words, and the way to take it apart or put a text to it.

A text and its copies are one line. How often a text was copied is counted by its story, never by the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from dashboards.facts import Meta, meta
from dashboards.formats import moment
from dashboards.frame import Frame
from dashboards.story import after
from dashboards.viewer import Viewer
from dashboards.words import Reference
from domain.times import vietnam_day
from store import events, reuniting, scopes
from store.db import Conn
from store.errors import NotFound
from store.posts import PostRow


@dataclass(frozen=True, slots=True)
class Text:
    post_id: int
    meta: Meta
    after: str
    """How long after the first one."""
    pinned: str


@dataclass(frozen=True, slots=True)
class EventPage:
    template: ClassVar[str] = "event.html"
    frame: Frame
    event_id: int
    texts: tuple[Text, ...]
    posts: int
    sources: int
    decides: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on the page of a post: the other texts on its event."""

    href: str
    texts: tuple[Meta, ...]
    unite: str
    """Where another post is put to it; empty for who may only read."""


def event_page(conn: Conn, viewer: Viewer, reference: Reference, event_id: int) -> EventPage:
    """What of the event the viewer sees. Raises NotFound."""
    found = _seen(conn, viewer, event_id)
    if not found:
        raise NotFound(f"there is no event {event_id}; it may have been taken apart")
    pins = reuniting.pins(conn, [post.id for post in found])
    return EventPage(
        frame=Frame(found[0].title or found[0].context, "", viewer),
        event_id=event_id,
        texts=tuple(
            Text(
                post.id,
                replace(meta(post, reference, vietnam_day(post.listed_at)), when=moment(post.published_at)),
                after(post.listed_at, found[0].listed_at),
                f"{pins[post.id].who}, {moment(pins[post.id].made_at)}" if post.id in pins else "",
            )
            for post in _leads(found)
        ),
        posts=len(found),
        sources=len({post.source for post in found}),
        decides=viewer.decides,
    )


def with_copies(conn: Conn, viewer: Viewer, event_id: int, chosen: Sequence[int]) -> tuple[list[int], bool]:
    """The chosen posts of an event with their copies, and whether others are left."""
    found = _seen(conn, viewer, event_id)
    stories = {post.story_id for post in found if post.id in chosen and post.story_id is not None}
    ids = [post.id for post in found if post.id in chosen or post.story_id in stories]
    return ids, len(ids) < len(found)


def beside(conn: Conn, viewer: Viewer, reference: Reference, post: PostRow) -> Beside:
    """The other texts; copies of the post itself are its story's."""
    event_id = events.of(conn, post.id)
    found = _seen(conn, viewer, event_id) if event_id is not None else []
    others = [one for one in _leads(found) if one.id != post.id and not _copies(one, post)]
    return Beside(
        href=f"/su-viec/{event_id}" if others else "",
        texts=tuple(meta(one, reference, vietnam_day(post.listed_at)) for one in others),
        unite=f"/tin/{post.id}/cung-su-viec" if viewer.decides else "",
    )


def _copies(one: PostRow, other: PostRow) -> bool:
    return one.story_id is not None and one.story_id == other.story_id


def _seen(conn: Conn, viewer: Viewer, event_id: int) -> list[PostRow]:
    found = events.members(conn, event_id)
    seen = scopes.seen(conn, [post.id for post in found], viewer.provinces)
    return [post for post in found if post.id in seen]


def _leads(found: Sequence[PostRow]) -> list[PostRow]:
    """The first of each text."""
    first: dict[int, PostRow] = {}
    for post in found:
        first.setdefault(-post.story_id if post.story_id is not None else post.id, post)
    return list(first.values())
