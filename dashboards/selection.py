"""All posts that a search finds, over its pages, chosen at once: how many and which, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from dashboards.filters import Condition, conditions
from dashboards.formats import moment
from dashboards.frame import Frame
from dashboards.marks import excerpt
from dashboards.search import CHOOSABLE, Asked
from dashboards.viewer import Viewer
from dashboards.words import DISMISSALS, Reference
from store import posts, reviews, sources
from store.db import Conn

SAID: Final = 160
"""Characters."""


@dataclass(frozen=True, slots=True)
class Chosen:
    mark: str
    """The post, and how often it was decided about when this page was made."""
    href: str
    title: str
    said: str
    """Of a post without a title, how it begins: its article's title is that of many."""
    source: str
    when: str


@dataclass(frozen=True, slots=True)
class SelectionPage:
    template: ClassVar[str] = "selection.html"
    frame: Frame
    conditions: tuple[Condition, ...]
    chosen: tuple[Chosen, ...]
    more: bool
    """The search finds more than can be decided about at once: these are the newest."""
    most: int
    back: str
    dismissals: tuple[str, ...] = DISMISSALS


def selection_page(conn: Conn, viewer: Viewer, reference: Reference, asked: Asked) -> SelectionPage:
    found = posts.search(conn, replace(asked.query(CHOOSABLE), cursor=None))
    taken = reviews.revisions(conn, [post.id for post in found.posts])
    names = {row.slug: row.name for row in sources.all_sources(conn)}
    return SelectionPage(
        frame=Frame("Quyết định nhiều tin", "tim-kiem", viewer),
        conditions=conditions(asked.filters, reference, names),
        chosen=tuple(
            Chosen(
                mark=f"{post.id}:{taken.get(post.id, 0)}",
                href=f"/tin/{post.id}",
                title=post.title or f"Bình luận dưới bài “{post.context}”",
                said="" if post.title else _beginning(post.text),
                source=post.source_name,
                when=moment(post.published_at),
            )
            for post in found.posts
        ),
        more=found.next_cursor is not None,
        most=CHOOSABLE,
        back=asked.filters.address(),
    )


def _beginning(text: str) -> str:
    return "".join(piece.text for piece in excerpt(" ".join(text.split()), (), SAID))
