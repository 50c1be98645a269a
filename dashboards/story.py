"""A story: who printed it when, what changed in it, and the way to take it apart or put another to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar

from dashboards.changes import changes
from dashboards.formats import number
from dashboards.frame import Frame
from dashboards.timeline import Line, lines
from dashboards.viewer import Viewer
from dashboards.words import Reference
from store import posts, regrouping
from store.db import Conn
from store.errors import NotFound


@dataclass(frozen=True, slots=True)
class StoryPage:
    template: ClassVar[str] = "story.html"
    frame: Frame
    story_id: int
    lines: tuple[Line, ...]
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
    told = lines(found, reference, regrouping.pins(conn, [post.id for post in found]))
    spread = Counter(post.source_name for post in found).most_common()
    return StoryPage(
        frame=Frame(found[0].title or found[0].context, "", viewer),
        story_id=story_id,
        lines=tuple(
            replace(line, meta=replace(line.meta, more_copies=0), changes=changes(conn, post))
            for line, post in zip(told, found, strict=True)
        ),
        sources=tuple((name, number(count)) for name, count in spread),
        decides=viewer.decides,
        flash=f"/tin/{found[0].id}/bao-cao-nhanh" if viewer.decides and viewer.provinces is None else "",
    )
