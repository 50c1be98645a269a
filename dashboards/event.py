"""An event: what different outlets tell of it in their own words, and the way to take it apart or put a text to it.

A text and its copies are one line. How often a text was copied is counted by its story, never by the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from dashboards.facts import Meta, meta
from dashboards.frame import Frame
from dashboards.timeline import Line, lines
from dashboards.viewer import Viewer
from dashboards.words import Reference
from domain.times import vietnam_day
from store import event_lists, events, reuniting
from store.db import Conn
from store.errors import NotFound
from store.posts import PostRow


@dataclass(frozen=True, slots=True)
class EventPage:
    template: ClassVar[str] = "event.html"
    frame: Frame
    event_id: int
    lines: tuple[Line, ...]
    posts: int
    sources: int
    decides: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SameEvent:
    """What stands on the page of a post: the other texts on its event."""

    href: str
    texts: tuple[Meta, ...]
    unite: str
    """Where another post is put to it; empty for who may only read."""


def event_page(conn: Conn, viewer: Viewer, reference: Reference, event_id: int) -> EventPage:
    """What of the event the viewer sees. Raises NotFound."""
    found = event_lists.seen(conn, event_id, viewer.provinces)
    if not found:
        raise NotFound(f"there is no event {event_id}; it may have been taken apart")
    return EventPage(
        frame=Frame(found[0].title or found[0].context, "", viewer),
        event_id=event_id,
        lines=lines(event_lists.texts(found), reference, reuniting.pins(conn, [post.id for post in found])),
        posts=len(found),
        sources=len({post.source for post in found}),
        decides=viewer.decides,
    )


def with_copies(conn: Conn, viewer: Viewer, event_id: int, chosen: Sequence[int]) -> tuple[list[int], bool]:
    """The chosen posts of an event with their copies, and whether others are left."""
    found = event_lists.seen(conn, event_id, viewer.provinces)
    stories = {post.story_id for post in found if post.id in chosen and post.story_id is not None}
    ids = [post.id for post in found if post.id in chosen or post.story_id in stories]
    return ids, len(ids) < len(found)


def same_event(conn: Conn, viewer: Viewer, reference: Reference, post: PostRow) -> SameEvent:
    """The other texts; copies of the post itself are its story's."""
    event_id = events.of(conn, post.id)
    found = event_lists.seen(conn, event_id, viewer.provinces) if event_id is not None else []
    others = [one for one in event_lists.texts(found) if one.id != post.id and not _copies(one, post)]
    return SameEvent(
        href=f"/su-viec/{event_id}" if others else "",
        texts=tuple(meta(one, reference, vietnam_day(post.listed_at)) for one in others),
        unite=f"/tin/{post.id}/cung-su-viec" if viewer.decides else "",
    )


def _copies(one: PostRow, other: PostRow) -> bool:
    return one.story_id is not None and one.story_id == other.story_id
