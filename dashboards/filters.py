"""The conditions of a search: what the address says, what the store is asked, and the chips that take one away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dashboards.formats import day_digits
from dashboards.words import KIND, SENTIMENT, SOURCE_KIND, STATUS, TARGET, Reference
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from store.posts import PostQuery


@dataclass(frozen=True, slots=True)
class Filters:
    """Checked conditions; None and empty ask for nothing."""

    topics: tuple[str, ...] = ()
    sentiment: Sentiment | None = None
    target: Target | None = None
    target_sentiment: Sentiment | None = None
    province: str | None = None
    source: str | None = None
    kind: PostKind | None = None
    source_kind: str | None = None
    status: str | None = None
    needs_answer: bool | None = None
    flagged: bool | None = None
    q: str = ""
    first: date | None = None
    last: date | None = None
    relevant: bool | None = True
    """None asks for posts that have nothing to do with work and unions, too."""

    def query(self, tsquery: str, *, limit: int, cursor: str | None) -> PostQuery:
        return PostQuery(
            topics=self.topics,
            sentiment=self.sentiment,
            target=self.target,
            target_sentiment=self.target_sentiment,
            province=self.province,
            source=self.source,
            kind=self.kind,
            source_kind=self.source_kind,
            status=self.status,
            needs_answer=self.needs_answer,
            flagged=self.flagged,
            relevant=self.relevant,
            first=self.first,
            last=self.last,
            tsquery=tsquery,
            limit=limit,
            cursor=cursor,
        )

    def address(self, cursor: str | None = None, *, exact: bool = False, **changes: Any) -> str:
        """The page of these conditions, with `changes`; `exact`: with all finds counted."""
        given = replace(self, **changes)
        pairs = [("topic", topic) for topic in given.topics]
        pairs += [(name, value) for name, value in _plain(given).items() if value]
        if cursor:
            pairs.append(("cursor", cursor))
        if exact:
            pairs.append(("count", "exact"))
        return f"/tim-kiem?{urlencode(pairs)}" if pairs else "/tim-kiem"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in words, and the address of the search without it."""

    words: str
    without: str


def conditions(filters: Filters, reference: Reference, sources: Mapping[str, str]) -> tuple[Condition, ...]:
    found: list[tuple[str, dict[str, Any]]] = [
        (f"Chủ đề: {reference.topic(topic)}", {"topics": tuple(t for t in filters.topics if t != topic)})
        for topic in filters.topics
    ]
    if filters.q:
        found.append((f"Có chữ: {filters.q}", {"q": ""}))
    if filters.sentiment:
        found.append((f"Thái độ: {SENTIMENT[filters.sentiment]}", {"sentiment": None}))
    if filters.target:
        tone = f" {SENTIMENT[filters.target_sentiment]}" if filters.target_sentiment else ""
        found.append((f"Nói về: {TARGET[filters.target]}{tone}", {"target": None, "target_sentiment": None}))
    if filters.province:
        found.append((f"Nơi: {reference.provinces.get(filters.province, filters.province)}", {"province": None}))
    if filters.source:
        found.append((f"Nguồn: {sources.get(filters.source, filters.source)}", {"source": None}))
    found += _of_kind(filters)
    if filters.relevant is not True:
        found.append(
            ("Cả tin không liên quan" if filters.relevant is None else "Chỉ tin không liên quan", {"relevant": True})
        )
    if filters.first:
        found.append((f"Từ {day_digits(filters.first)}", {"first": None}))
    if filters.last:
        found.append((f"Đến {day_digits(filters.last)}", {"last": None}))
    return tuple(Condition(words, filters.address(**changes)) for words, changes in found)


def _of_kind(filters: Filters) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if filters.kind:
        found.append((f"Loại: {KIND[filters.kind]}", {"kind": None}))
    if filters.source_kind:
        found.append((f"Loại nguồn: {SOURCE_KIND[filters.source_kind]}", {"source_kind": None}))
    if filters.status:
        found.append((f"Tình trạng: {STATUS[filters.status].lower()}", {"status": None, "flagged": None}))
    if filters.needs_answer is not None:
        found.append(("Cần trả lời" if filters.needs_answer else "Không cần trả lời", {"needs_answer": None}))
    if filters.flagged is not None and filters.status != "open":
        found.append(("Cần xem" if filters.flagged else "Không cần xem", {"flagged": None}))
    return found


def _plain(filters: Filters) -> dict[str, str]:
    """Everything but the topics as it stands in an address."""
    return {
        "q": filters.q,
        "sentiment": filters.sentiment or "",
        "target": filters.target or "",
        "target_sentiment": filters.target_sentiment or "",
        "province": filters.province or "",
        "source": filters.source or "",
        "kind": filters.kind or "",
        "source_kind": filters.source_kind or "",
        "status": filters.status or "",
        "needs_answer": _yes_no(filters.needs_answer),
        "flagged": "" if filters.status == "open" else _yes_no(filters.flagged),
        "from": filters.first.isoformat() if filters.first else "",
        "to": filters.last.isoformat() if filters.last else "",
        "relevant": {True: "", False: "false", None: "any"}[filters.relevant],
    }


def _yes_no(value: bool | None) -> str:
    return "" if value is None else str(value).lower()
