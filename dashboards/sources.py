"""Sources and how each is doing; those that need a hand stand first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from dashboards.decisions import link_in
from dashboards.formats import ago, moment, number, vietnamese_order
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import SOURCE_KIND, Reference
from reports import rounds, standing
from reports.trouble import trouble_words
from store import sources
from store.db import Conn
from store.sources import SourceHealth

ORDER: Final = ("broken", "blocked", "layout-changed", "empty", "quiet", "ok", "disabled")


@dataclass(frozen=True, slots=True)
class SourceLine:
    slug: str
    name: str
    link: str
    kind: str
    province: str
    state: str
    alarm: bool
    state_word: str
    evidence: str
    advice: str
    entry: str
    """The way in that is used, and why it is not the first."""
    last_fetch: str
    last_fetch_full: str
    last_round: str
    """What its addresses came to, each counted once."""
    balance: str
    balanced: bool
    details: tuple[tuple[str, str], ...]
    last_item: str
    last_item_full: str
    posts: str
    posts_day: str
    posts_week: str
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
    alarms: int
    posts_week: str
    counted: str
    """When items and rhythm were counted; empty where there is no source."""


def sources_page(conn: Conn, viewer: Viewer, reference: Reference, now: datetime) -> SourcesPage:
    found = sorted(sources.health(conn, now), key=_order)
    return SourcesPage(
        frame=Frame("Nguồn tin", "nguon", viewer),
        lines=tuple(_line(one, reference, now) for one in found if one.enabled),
        disabled=tuple(_line(one, reference, now) for one in found if not one.enabled),
        states=_states(found),
        alarms=sum(one.alarm for one in found),
        posts_week=number(sum(one.posts_7d for one in found)),
        counted=next((moment(one.counted_at) for one in found if one.counted_at), ""),
    )


def _order(source: SourceHealth) -> tuple[bool, int, object]:
    return not source.alarm, ORDER.index(source.state), vietnamese_order(source.name)


def _states(found: Sequence[SourceHealth]) -> tuple[StateCount, ...]:
    counted = Counter((ORDER.index(one.state), standing.state_word(one)) for one in found)
    return tuple(StateCount(ORDER[at], word, n) for (at, word), n in sorted(counted.items()))


def _line(source: SourceHealth, reference: Reference, now: datetime) -> SourceLine:
    return SourceLine(
        slug=source.slug,
        name=source.name,
        link=link_in(source.url),
        kind=SOURCE_KIND.get(source.kind, source.kind),
        province=reference.provinces.get(source.province, ""),
        state=source.state,
        alarm=source.alarm,
        state_word=standing.state_word(source),
        evidence=standing.evidence(source),
        advice=standing.advice(source),
        entry=standing.entry(source),
        last_fetch=ago(source.last_fetch_at, now),
        last_fetch_full=moment(source.last_fetch_at) if source.last_fetch_at else "",
        last_round=rounds.counted(rounds.heaps_of(source)) if source.last_outcomes else "",
        balance=rounds.balance(source),
        balanced=rounds.balanced(source),
        details=_details(source),
        last_item=ago(source.last_item_at, now) if source.last_item_at else "chưa có",
        last_item_full=moment(source.last_item_at) if source.last_item_at else "",
        posts=number(source.posts_total),
        posts_day=number(source.rhythm.last_day),
        posts_week=number(source.posts_7d),
        posts_href=f"/tim-kiem?source={source.slug}",
    )


def _details(source: SourceHealth) -> tuple[tuple[str, str], ...]:
    """What a person who wants to know more looks at."""
    ways = [
        f"{standing.ROLES.get(way.role, way.role)} {way.url}: {way.status or 'không trả lời'}"
        + (f", {trouble_words(way.reason)}" if way.reason else "")
        for way in source.ways[:5]
    ]
    aside = f"{number(source.pages_set_aside)} trang đã tải mà chưa lấy ra được bài" if source.pages_set_aside else ""
    lines = (
        ("Lối vào", "\n".join(ways)),
        ("Mã trả lời", rounds.codes(source)),
        ("Để lại hay bị từ chối", rounds.aside_reasons(source.articles)),
        ("Còn nợ", rounds.owed(source)),
        ("Chờ sửa rồi đọc lại", aside),
        ("Ngày đăng", standing.undated(source)),
    )
    return tuple((head, text) for head, text in lines if text)
