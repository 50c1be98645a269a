"""Invented weeks for the tests of reports: facts as the store would give them, and the texts of their posts."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.flag import Flag, Priority, Reason
from domain.post import DisplayText, Place, PostKind
from domain.prediction import Evidence, Sentiment, Target
from domain.times import VIETNAM, Window
from domain.topics import load_topics
from reports.before import before_of
from reports.facts import effective
from reports.gathered import table
from reports.letterhead import Letterhead, load_letterheads
from reports.values import WeeklyReport
from reports.weekly import Reading, compose
from reports.weeks import compared_until, previous
from store.reporting import PostFacts, QuotedText
from store.sources import SourceHealth

CONFIG = Path(__file__).parents[2] / "config"
TOPICS = load_topics(CONFIG / "topics.toml")
LETTERHEAD: Letterhead = load_letterheads(CONFIG / "letterhead.toml").named()
WEEK = Window(date(2026, 11, 16), date(2026, 11, 22))
AFTER = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Monday morning after the week."""
PLACES = (("75", "Đồng Nai"), ("79", "Hồ Chí Minh"), ("24", "Bắc Ninh"), ("31", "Hải Phòng"), ("40", "Nghệ An"))
SOURCES = (("congdoan-mau", "Cổng công đoàn mẫu"), ("bao-mau", "Báo Người Thợ mẫu"), ("hoi-dap", "Hỏi đáp mẫu"))
STOPPAGE = Reason("stoppage", "Ngừng việc tập thể đang hoặc sắp xảy ra")
ACCIDENT = Reason("accident", "Có tai nạn, cháy nổ hoặc nguy cơ với người lao động")
FOOD = Reason("food-poisoning", "Nghi ngộ độc hoặc bữa ăn ca không an toàn")
QUESTION = Reason("needs-answer", "Có câu hỏi hoặc thông tin chưa kiểm chứng cần trả lời")
UNPAID = Reason("unpaid-wages", "Người lao động bị nợ lương, chậm trả chế độ")


def noon(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM).astimezone(UTC)


def row(number: int = 1, **changes: Any) -> PostFacts:
    """A relevant, unflagged, neutral news item of Wednesday noon about wages."""
    values: dict[str, Any] = {
        "id": number,
        "listed_at": noon(date(2026, 11, 18)),
        "source": "congdoan-mau",
        "source_name": "Cổng công đoàn mẫu",
        "kind": PostKind.NEWS,
        "url": f"https://congdoan.example/tin/{number}",
        "story_id": None,
        "places": (Place(name="Đồng Nai", code="75"),),
        "model": "test-1",
        "relevant": True,
        "labels": ("tien-luong",),
        "sentiment": Sentiment.NEUTRAL,
        "targets": {},
        "needs_answer": False,
        "abstained": (),
        "flag": None,
        "said": {},
        "decision": None,
    }
    return PostFacts(**{**values, **changes})


def flag(*reasons: Reason, priority: Priority = Priority.URGENT) -> Flag:
    return Flag(priority, reasons or (UNPAID,))


def text(number: int, words: str = "", title: str = "", url: str = "", evidence: Sequence[Evidence] = ()) -> QuotedText:
    return QuotedText(
        id=number,
        title=DisplayText(title),
        text=DisplayText(words or f"Nội dung số {number} nói về đời sống và việc làm của công nhân trong tuần."),
        context=DisplayText(""),
        url=url or f"https://congdoan.example/tin/{number}",
        evidence=tuple(evidence),
    )


def health(slug: str, **changes: Any) -> SourceHealth:
    values: dict[str, Any] = {
        "slug": slug,
        "name": dict(SOURCES).get(slug, slug),
        "url": f"https://{slug}.example",
        "kind": "union_portal",
        "province": "",
        "enabled": True,
        "reason": "",
        "last_fetch_at": AFTER,
        "last_item_at": AFTER,
        "pages_total": 10,
        "pages_set_aside": 0,
        "posts_total": 10,
        "posts_7d": 3,
        "last_outcomes": {"stored": 3},
        "state": "ok",
    }
    return SourceHealth(**{**values, **changes})


def report(
    rows: Sequence[PostFacts] = (),
    before: Sequence[PostFacts] = (),
    texts: Mapping[int, QuotedText] | None = None,
    *,
    sources: Sequence[SourceHealth] = (),
    window: Window = WEEK,
    now: datetime = AFTER,
) -> WeeklyReport:
    """Composed as `weekly_report` does it, from invented rows."""
    known = texts if texts is not None else {item.id: text(item.id, title=f"Tin số {item.id}") for item in rows}

    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return {post_id: known[post_id] for post_id in ids if post_id in known}

    facts, end = [effective(item) for item in rows], compared_until(window, now)
    compared = [item for item in before if previous(window).start <= item.listed_at < end]
    reading = Reading(table(facts), facts, before_of(table(effective(item) for item in compared)), sources, read)
    return compose(reading, window, LETTERHEAD, TOPICS, now)


def busy_week(posts: int = 240, seed: int = 5) -> WeeklyReport:
    """A week with something in every chapter, the same each time."""
    chance = random.Random(seed)
    rows = [_random_row(chance, number, WEEK) for number in range(1, posts + 1)]
    before = [_random_row(chance, 10_000 + number, previous(WEEK)) for number in range(posts * 3 // 4)]
    sources = [health(slug) for slug, _ in SOURCES]
    sources.append(health("congdoan-cu", name="Cổng công đoàn cũ", state="broken", reason="HTTP 503"))
    sources.append(health("fanpage-mau", name="Trang cộng đồng mẫu", state="disabled", reason="chưa có mã truy cập"))
    return report(rows, before, {item.id: _random_text(chance, item) for item in rows}, sources=sources)


_SUBJECTS = ("Công nhân xưởng may", "Tổ lắp ráp điện tử", "Người lao động khu chế xuất", "Nữ công nhân thủy sản")
_EVENTS = (
    "chưa nhận đủ lương tháng 10, mong công ty trả lời rõ ngày chi trả và mức hỗ trợ trong thời gian chờ việc",
    "hỏi mức đóng bảo hiểm khi tạm hoãn hợp đồng và thủ tục chốt sổ khi công ty đã ngừng hoạt động nhiều tháng",
    "phản ánh suất ăn ca không bảo đảm, nhiều người đau bụng sau bữa tối, đề nghị kiểm tra bếp ăn và nhà cung cấp",
    "cho biết công đoàn cơ sở đã đối thoại với giám đốc, thống nhất tăng phụ cấp xăng xe từ tháng sau",
    "lo tin đồn thay đổi điều kiện rút bảo hiểm xã hội một lần nên nhiều người định nộp đơn sớm",
)


def _random_row(chance: random.Random, number: int, window: Window) -> PostFacts:
    day = window.first + timedelta(days=chance.choices(range(7), (3, 4, 4, 6, 8, 2, 1))[0])
    slugs = [topic.slug for topic in TOPICS]
    labels = tuple(dict.fromkeys(chance.choices(slugs, [9, 12] + [3] * 6 + [1] * 16, k=chance.choice((1, 1, 2)))))
    source, name = chance.choice(SOURCES)
    sentiment = chance.choices(list(Sentiment), (3, 4, 6))[0]
    flagged = sentiment is Sentiment.NEGATIVE and chance.random() < 0.4
    reasons = {"ngung-viec-dinh-cong": STOPPAGE, "an-toan-lao-dong": ACCIDENT, "no-luong": UNPAID}
    reason = next((reasons[slug] for slug in labels if slug in reasons), QUESTION)
    union = {Target.UNION: chance.choice(list(Sentiment))} if chance.random() < 0.3 else {}
    employer = {Target.EMPLOYER: Sentiment.NEGATIVE} if sentiment is Sentiment.NEGATIVE else {}
    return row(
        number,
        listed_at=noon(day, chance.randrange(24)),
        source=source,
        source_name=name,
        kind=PostKind.QUESTION if source == "hoi-dap" else chance.choice((PostKind.NEWS, PostKind.COMMENT)),
        story_id=chance.choice((None, None, None, 900 + number % 7)) if labels[0] == "no-luong" else None,
        places=tuple(Place(name=name, code=code) for code, name in chance.sample(PLACES, chance.choice((0, 1, 1)))),
        labels=labels,
        sentiment=sentiment,
        targets={**union, **employer},
        needs_answer=flagged and (reason is QUESTION or chance.random() < 0.3),
        abstained=("sentiment",) if chance.random() < 0.1 else (),
        flag=flag(reason, priority=Priority.HIGH if reason is QUESTION else Priority.URGENT) if flagged else None,
        decision=chance.choice((None, None, "handled", "forwarded", "answered")) if flagged else None,
        said={"relevant": True} if flagged and chance.random() < 0.2 else {},
    )


def _random_text(chance: random.Random, item: PostFacts) -> QuotedText:
    subject, event = chance.choice(_SUBJECTS), chance.choice(_EVENTS)
    words = f"{subject} {event} (lần {item.id})."
    title = "" if item.kind is PostKind.COMMENT else f"{subject}: {event.split(',')[0]}"
    return text(item.id, words=words, title=title)
