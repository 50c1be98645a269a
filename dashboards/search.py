"""Search and browse: every condition stands in the address, so that a search can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final

from dashboards.assignments import held_words
from dashboards.beside import Beside, EventLink, beside
from dashboards.facets import Facet, FacetGroup, groups, tones
from dashboards.facts import Meta, codes, meta
from dashboards.filters import Condition, Filters, conditions
from dashboards.formats import number, vietnamese_order
from dashboards.frame import Frame
from dashboards.marks import Piece, excerpt
from dashboards.reading import Reading, reading
from dashboards.viewer import Viewer
from dashboards.words import DECISION, KIND, PRIORITY, SENTIMENT, SOURCE_KIND, STATUS, TARGET, Reference
from store import posts, searches, sources
from store.db import Conn
from store.faceting import decisions, facets_of
from store.posts import PostQuery, PostRow, Tally
from store.scopes import Scope

LIMIT: Final = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked question: its conditions, its words as the store takes them, and the page of the answer."""

    filters: Filters
    tsquery: str = ""
    cursor: str | None = None
    scope: Scope = None
    """Provinces that whoever asks looks after."""

    def query(self, limit: int, **changes: Any) -> PostQuery:
        found = replace(self.filters, **changes).query(self.tsquery, limit=limit, cursor=None)
        return replace(found, scope=self.scope)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    name: str
    label: str
    choices: tuple[Choice, ...]


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
class SearchPage:
    template: ClassVar[str] = "search.html"
    frame: Frame
    filters: Filters
    selects: tuple[Select, ...]
    conditions: tuple[Condition, ...]
    total: str
    tones: tuple[Facet, ...]
    groups: tuple[FacetGroup, ...]
    partial: bool
    """Some of the counts are those of the newest posts only."""
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
        selects=_selects(filters, reference, names),
        conditions=conditions(filters, reference, names),
        total=_count(tally),
        tones=tones(tally, filters),
        groups=groups({**tally.parts, **more.parts}, filters, reference, names),
        partial=tally.more or more.partial,
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
        selects=_selects(filters, reference, names),
        conditions=(),
        total="",
        tones=(),
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


def _count(tally: Tally) -> str:
    return f"hơn {number(tally.posts)}" if tally.more else number(tally.posts)


def _selects(filters: Filters, reference: Reference, names: Mapping[str, str]) -> tuple[Select, ...]:
    topic = filters.topics[0] if filters.topics else ""
    by_tone = [(tone.value, words) for tone, words in SENTIMENT.items()]
    provinces = sorted(reference.provinces.items(), key=lambda pair: vietnamese_order(pair[1]))
    by_name = sorted(names.items(), key=lambda pair: vietnamese_order(pair[1]))
    return (
        _select("topic", "Chủ đề", [(slug, t.name) for slug, t in reference.topics.items()], topic),
        _select("sentiment", "Thái độ chung", by_tone, filters.sentiment),
        _select("target", "Nói về", [(target.value, words) for target, words in TARGET.items()], filters.target),
        _select("target_sentiment", "… với thái độ", by_tone, filters.target_sentiment),
        _select("province", "Tỉnh, thành phố", provinces, filters.province),
        _select("source", "Nguồn", by_name, filters.source),
        _select("source_kind", "Loại nguồn", list(SOURCE_KIND.items()), filters.source_kind),
        _select("kind", "Loại tin", [(kind.value, words) for kind, words in KIND.items()], filters.kind),
        _select("status", "Tình trạng", list(STATUS.items()), filters.status),
    )


def _select(name: str, label: str, pairs: Sequence[tuple[str, str]], chosen: str | None) -> Select:
    choices = [Choice("", "Tất cả", not chosen), *(Choice(value, words, value == chosen) for value, words in pairs)]
    return Select(name, label, tuple(choices))
