"""The daily list: what the rules put in front of a person on one day, as a value and as plain lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.flag import Priority, Reason
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.times import Window, vietnam_day
from domain.topics import Topic
from reports.numbers import clock, number, short_day, weekday
from reports.quotes import cut, excerpt, safe_url
from store import flags
from store.db import Conn
from store.flags import FlaggedItem

OLDER = timedelta(days=60)
"""How far back open items are counted, here and on the staff pages."""
PRIORITIES = {Priority.URGENT: "KHẨN", Priority.HIGH: "CAO", Priority.NORMAL: "THƯỜNG"}
SENTIMENTS = {Sentiment.POSITIVE: "tích cực", Sentiment.NEUTRAL: "trung tính", Sentiment.NEGATIVE: "tiêu cực"}
TARGETS = {
    Target.WORKERS: "người lao động",
    Target.UNION: "công đoàn",
    Target.EMPLOYER: "doanh nghiệp",
    Target.POLICY: "chính sách",
}


@dataclass(frozen=True, slots=True)
class DailyItem:
    post_id: int
    listed_at: datetime
    dated: bool
    """The page said when it was published; else `listed_at` is when we first saw it."""
    source: str
    kind: PostKind
    title: str
    excerpt: str
    """At most 200 characters of the redacted text."""
    url: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    sentiment: Sentiment
    targets: Mapping[Target, Sentiment]
    priority: Priority
    reasons: tuple[Reason, ...]
    copies: int
    """Other posts with the same text."""
    decision: str | None


@dataclass(frozen=True, slots=True)
class DailyList:
    day: date
    items: tuple[DailyItem, ...]
    open_before: int
    """Items of the days before (OLDER) that nobody has decided about."""

    @property
    def open(self) -> int:
        return sum(item.decision is None for item in self.items)


def daily_list(conn: Conn, day: date) -> DailyList:
    """The list of a day in the order in which staff read it: most urgent first, then newest."""
    items = tuple(_item(found) for found in flags.flagged_on(conn, day))
    earlier = flags.tally(conn, Window(day - OLDER, day - timedelta(days=1)))
    return DailyList(day, items, sum(tally.items - tally.decided for tally in earlier))


def _item(found: FlaggedItem) -> DailyItem:
    post = found.post
    said = post.prediction
    labels = (*said.labels, "flag", "needs_answer", "sentiment")
    return DailyItem(
        post_id=post.id,
        listed_at=post.listed_at,
        dated=post.published_at is not None,
        source=post.source_name,
        kind=post.kind,
        title=cut(post.title or post.context),
        excerpt=cut(excerpt(post.text, said.evidence, labels)),
        url=safe_url(post.url),
        topics=said.labels,
        places=tuple(place.name for place in post.places if not place.ambiguous),
        sentiment=said.sentiment,
        targets={target: stance.label for target, stance in said.targets.items()},
        priority=found.priority,
        reasons=found.reasons,
        copies=found.copies - 1,
        decision=found.decision,
    )


def as_text(found: DailyList, topics: Sequence[Topic], most: int | None = None) -> str:
    """Plain lines for a terminal or an e-mail; ends with a newline. `most`: items that are written out."""
    names = {topic.slug: topic.short for topic in topics}
    lines = [f"Danh sách cần xem: {weekday(found.day)}", _summary(found), ""]
    for place, item in enumerate(found.items[:most], 1):
        lines += [*_lines(place, item, names, found.day), ""]
    if most is not None and len(found.items) > most:
        lines.append(f"… và {number(len(found.items) - most)} mục nữa.")
    return "\n".join(lines).rstrip("\n") + "\n"


def _summary(found: DailyList) -> str:
    older = f" Còn {number(found.open_before)} mục chưa xử lý của {OLDER.days} ngày trước." if found.open_before else ""
    if not found.items:
        return f"Không có nội dung nào cần xem trong ngày.{older}"
    return f"{number(len(found.items))} mục, {number(found.open)} chưa xử lý.{older}"


def _lines(place: int, item: DailyItem, names: Mapping[str, str], day: date) -> list[str]:
    topics = ", ".join(names.get(slug, slug) for slug in item.topics) or "chưa thuộc chủ đề nào"
    copies = f" (và {number(item.copies)} bản sao)" if item.copies else ""
    where = f" · {', '.join(dict.fromkeys(item.places))}" if item.places else ""
    lines = [
        f"{place:>3}. [{PRIORITIES[item.priority]}] {_time(item, day)} · {item.source}{where}{copies}",
        f"     Chủ đề:   {topics}",
        f"     Sắc thái: {_sentiments(item)}",
        f"     Lý do:    {'; '.join(reason.sentence for reason in item.reasons)}",
    ]
    above = "Dưới bài:" if item.kind is PostKind.COMMENT else "Tiêu đề: "
    lines += [f"     {above} {item.title}"] if item.title else []
    lines += [f"     Trích:    “{item.excerpt}”"] if item.excerpt else []
    return lines + ([f"     Nguồn:    {item.url}"] if item.url else [])


def _time(item: DailyItem, day: date) -> str:
    if not item.dated:
        return "không rõ giờ đăng"
    own = vietnam_day(item.listed_at)
    return clock(item.listed_at) if own == day else f"{clock(item.listed_at)} ngày {short_day(own)}"


def _sentiments(item: DailyItem) -> str:
    """Overall, and towards each target that the post speaks of."""
    spoken_of = [target for target in Target if target in item.targets]
    towards = ", ".join(f"{TARGETS[target]} {SENTIMENTS[item.targets[target]]}" for target in spoken_of)
    return SENTIMENTS[item.sentiment] + (f" ({towards})" if towards else "")
