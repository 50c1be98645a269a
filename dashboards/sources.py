"""Sources and how each is doing; those that need a hand stand first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from dashboards.decisions import link_in
from dashboards.formats import ago, moment, number, vietnamese_order
from dashboards.frame import Frame
from dashboards.trouble import trouble_words
from dashboards.viewer import Viewer
from dashboards.words import OUTCOME, SOURCE_KIND, SOURCE_STATE, Reference
from store import sources
from store.db import Conn
from store.sources import SourceHealth

ORDER: Final = ("broken", "blocked", "quiet", "empty", "ok", "disabled")
ADVICE: Final = {
    "broken": "Mọi lần đọc gần đây đều hỏng; trang có thể đã đổi cấu trúc hoặc địa chỉ.",
    "blocked": "Trang không cho máy đọc; hãy xin phép hoặc nhập tin bằng tay.",
    "quiet": "Hai tuần không có tin mới; nguồn cấp tin có thể đã đứng.",
    "empty": "Chưa đọc được tin nào từ nguồn này.",
    "ok": "",
    "disabled": "",
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    slug: str
    name: str
    link: str
    kind: str
    province: str
    state: str
    state_word: str
    advice: str
    reason: str
    last_fetch: str
    last_fetch_full: str
    last_item: str
    last_item_full: str
    posts: str
    posts_week: str
    set_aside: int
    outcomes: str
    posts_href: str


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    template: ClassVar[str] = "sources.html"
    frame: Frame
    lines: tuple[SourceLine, ...]
    """Those that are read, the ones that need a hand first."""
    disabled: tuple[SourceLine, ...]
    states: tuple[StateCount, ...]
    posts_week: str


def sources_page(conn: Conn, viewer: Viewer, reference: Reference, now: datetime) -> SourcesPage:
    found = sorted(sources.health(conn, now), key=lambda s: (ORDER.index(s.state), vietnamese_order(s.name)))
    counted = {state: sum(one.state == state for one in found) for state in ORDER}
    return SourcesPage(
        frame=Frame("Nguồn tin", "nguon", viewer),
        lines=tuple(_line(one, reference, now) for one in found if one.enabled),
        disabled=tuple(_line(one, reference, now) for one in found if not one.enabled),
        states=tuple(StateCount(state, SOURCE_STATE[state], n) for state, n in counted.items() if n),
        posts_week=number(sum(one.posts_7d for one in found)),
    )


def _line(source: SourceHealth, reference: Reference, now: datetime) -> SourceLine:
    return SourceLine(
        slug=source.slug,
        name=source.name,
        link=link_in(source.url),
        kind=SOURCE_KIND.get(source.kind, source.kind),
        province=reference.provinces.get(source.province, ""),
        state=source.state,
        state_word=SOURCE_STATE[source.state],
        advice=ADVICE[source.state],
        reason=trouble_words(source.reason),
        last_fetch=ago(source.last_fetch_at, now),
        last_fetch_full=moment(source.last_fetch_at) if source.last_fetch_at else "",
        last_item=ago(source.last_item_at, now),
        last_item_full=moment(source.last_item_at) if source.last_item_at else "",
        posts=number(source.posts_total),
        posts_week=number(source.posts_7d),
        set_aside=source.pages_set_aside,
        outcomes=", ".join(f"{n} {OUTCOME.get(name, name)}" for name, n in sorted(source.last_outcomes.items())),
        posts_href=f"/tim-kiem?source={source.slug}",
    )
