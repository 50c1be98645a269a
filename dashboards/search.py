"""Search and browse: every condition stands in the address, so that a search can be sent to a colleague."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final

from dashboards.assignments import held_words
from dashboards.beside import Beside, EventLink, beside
from dashboards.facets import Facet, FacetGroup, groups, tones
from dashboards.facts import Meta, codes, meta
from dashboards.filters import Condition, Filters, conditions
from dashboards.formats import number
from dashboards.frame import Frame
from dashboards.marks import Piece, excerpt
from dashboards.reading import Reading, reading
from dashboards.selects import Select, selects
from dashboards.viewer import Viewer
from dashboards.words import DECISION, PRIORITY, Reference
from store import posts, searches, sources
from store.counting import count_all
from store.db import Conn
from store.faceting import decisions, facets_of
from store.posts import PostQuery, PostRow, Tally
from store.scopes import Scope

LIMIT: Final = 25
CHOOSABLE: Final = 200
"""Posts that one decision may be about: more cannot be looked through before it is taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked question: its conditions, its words as the store takes them, and the page of the answer."""

    filters: Filters
    tsquery: str = ""
    cursor: str | None = None
    scope: Scope = None
    """Provinces that whoever asks looks after."""
    exact: bool = False
    """Count to the end, which may take seconds."""

    def query(self, limit: int, **changes: Any) -> PostQuery:
        found = replace(self.filters, **changes).query(self.tsquery, limit=limit, cursor=None)
        return replace(found, scope=self.scope)


@dataclass(frozen=True, slots=True)
class Result:
    meta: Meta
    priority: str
    priority_word: str
    decided: str
    """What was decided about it or a copy of it; empty for nothing."""
    holder: str
    """Who has it, and until when; empty for nobody."""
    event: EventLink | None
    excerpt: tuple[Piece, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Saved:
    id: int
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Total:
    words: str
    exact: str = ""
    """Where all are counted; empty where the number is exact, or was asked for and took too long."""
    too_long: bool = False
    choice: str = ""
    """What one decision can be about."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    template: ClassVar[str] = "search.html"
    frame: Frame
    filters: Filters
    selects: tuple[Select, ...]
    conditions: tuple[Condition, ...]
    total: Total
    tones: tuple[Facet, ...]
    newest_tones: bool
    """They are of the newest posts only."""
    groups: tuple[FacetGroup, ...]
    partial: bool
    """Some of their counts are those of the newest posts only."""
    saved: tuple[Saved, ...]
    results: tuple[Result, ...]
    first_page: str
    """Address of the newest results, where this is a later page; else empty."""
    next_page: str
    problem: str = ""
    downloads: str = "/api/v1/posts."

    @property
    def asked(self) -> str:
        """The conditions as they stand in an address."""
        return self.filters.address().removeprefix("/tim-kiem")

    @property
    def wider(self) -> str:
        """The same search over posts that the program holds for irrelevant, too; empty where it is that already."""
        return self.filters.address(relevant=None) if self.filters.relevant else ""


def search_page(conn: Conn, viewer: Viewer, reference: Reference, asked: Asked, today: date) -> SearchPage:
    """Raises store.errors.BadSearch for a cursor that is not ours."""
    filters, cursor = asked.filters, asked.cursor
    names = {row.slug: row.name for row in sources.all_sources(conn)}
    answer = posts.find(conn, replace(asked.query(LIMIT), cursor=cursor), whole=True)
    found, tally, more = answer.page, answer.tally, facets_of(conn, answer.newest)
    done = beside(conn, [post.id for post in found.posts], viewer.provinces)
    decided = decisions(conn, [(post.id, post.listed_at) for post in found.posts])
    return SearchPage(
        frame=_frame(viewer),
        filters=filters,
        selects=selects(filters, reference, names),
        conditions=conditions(filters, reference, names),
        total=_total(conn, asked, tally),
        tones=tones(tally, filters),
        newest_tones="sentiment" in tally.partial,
        groups=groups({**tally.parts, **more.parts}, filters, reference, names),
        partial=bool(tally.partial) or more.partial,
        saved=_saved(conn, viewer),
        results=tuple(
            _result(post, reference, today, (done[post.id], decided.get(post.id, ""))) for post in found.posts
        ),
        first_page=filters.address() if cursor else "",
        next_page=filters.address(found.next_cursor) if found.next_cursor else "",
    )


def refused_page(conn: Conn, viewer: Viewer, reference: Reference, filters: Filters, problem: str) -> SearchPage:
    """The form as it was filled in, and what is wrong with it."""
    names = {row.slug: row.name for row in sources.all_sources(conn)}
    return SearchPage(
        frame=_frame(viewer),
        filters=filters,
        selects=selects(filters, reference, names),
        conditions=(),
        total=Total(""),
        tones=(),
        newest_tones=False,
        groups=(),
        partial=False,
        saved=_saved(conn, viewer),
        results=(),
        first_page="",
        next_page="",
        problem=problem,
    )


def _frame(viewer: Viewer) -> Frame:
    return Frame("Tìm kiếm", "tim-kiem", viewer)


def _result(post: PostRow, reference: Reference, today: date, work: tuple[Beside, str]) -> Result:
    """`work`: what people did about it, and what they decided."""
    done, decision = work
    priority = post.flag.priority if post.flag else None
    return Result(
        meta=meta(post, reference, today),
        priority=priority.slug if priority else "",
        priority_word=PRIORITY[priority] if priority else "",
        decided=DECISION.get(decision, ""),
        holder=held_words(done.assignment),
        event=done.event,
        excerpt=tuple(Piece(piece.text) for piece in excerpt(post.text, post.prediction.evidence)),
        reading=reading(post.prediction, reference, done.people, codes(post.places)),
    )


def _saved(conn: Conn, viewer: Viewer) -> tuple[Saved, ...]:
    return tuple(
        Saved(one.id, one.name, str(one.query.get("address", "/tim-kiem"))) for one in searches.every(conn, viewer.id)
    )


def _total(conn: Conn, asked: Asked, tally: Tally) -> Total:
    counted = count_all(conn, asked.query(LIMIT)) if asked.exact and tally.more else None
    if tally.more and counted is None:
        exact = "" if asked.exact else asked.filters.address(exact=True)
        return Total(f"hơn {number(tally.posts)}", exact, asked.exact, choice=_choice(tally.posts))
    posts_in_all = tally.posts if counted is None else counted
    return Total(number(posts_in_all), choice=_choice(posts_in_all))


def _choice(found: int) -> str:
    return f"cả {number(found)} tin" if found <= CHOOSABLE else f"{number(CHOOSABLE)} tin mới nhất"
