"""Everything else that `/api/v1` gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from api.v1.examples import PLAIN, POST, example
from api.v1.posts_out import PostOut
from domain.rhythm import Unusual
from domain.standing import State
from store.reviews import Decision
from store.users import Role


class Session(BaseModel):
    model_config = example({"login": "lan", "name": "Nguyễn Lan", "role": "reviewer"})

    login: str
    name: str
    role: Role


class TopicOut(BaseModel):
    model_config = example(
        {
            "slug": "no-luong",
            "name": "Nợ lương, chậm trả lương và chế độ",
            "short": "Nợ lương",
            "name_en": "Unpaid wages",
        }
    )

    slug: str
    name: str
    short: str
    name_en: str


class FlaggedOut(BaseModel):
    model_config = PLAIN

    post: PostOut
    copies: int
    revision: int
    """Send it back with a decision."""
    decision: Decision | None
    decided_by: str | None
    decided_at: datetime | None
    note: str


class FlagsOut(BaseModel):
    model_config = example(
        {
            "day": "2026-11-20",
            "items": [
                {
                    "post": POST,
                    "copies": 1,
                    "revision": 0,
                    "decision": None,
                    "decided_by": None,
                    "decided_at": None,
                    "note": "",
                }
            ],
            "open_earlier": 3,
        }
    )

    day: date
    items: tuple[FlaggedOut, ...]
    open_earlier: int
    """Undecided items on the lists of the 60 days before."""


class RoundOut(BaseModel):
    model_config = PLAIN

    began_at: datetime
    ended_at: datetime
    seen: int
    """Addresses that it met: the sum of the five below where `balanced`."""
    ways: int
    """Feeds, lists and the like that answered."""
    stored: int
    same: int
    aside: int
    """Not read this time, failed ones too; tried again."""
    refused: int
    """By a rule: robots.txt, an unlisted host, a private address."""
    balanced: bool


class SourceOut(BaseModel):
    model_config = example(
        {
            "slug": "congdoan-mau",
            "name": "Công đoàn mẫu",
            "url": "https://congdoan.example/",
            "kind": "union_portal",
            "province": "75",
            "enabled": True,
            "state": "ok",
            "reason": "",
            "last_fetch_at": "2026-11-20T00:05:00Z",
            "last_item_at": "2026-11-19T23:40:00Z",
            "posts_total": 812,
            "posts_7d": 21,
            "pages_set_aside": 0,
            "last_outcomes": {"stored": 4, "same": 30},
            "state_word": "Bình thường",
            "alarm": False,
            "since": None,
            "evidence": "24 giờ qua có 4 tin; 28 ngày tương tự trước đây có 2-7 tin (thường 4,0).",
            "advice": "",
            "entry": "nguồn cấp tin",
            "codes": "200 × 5, 304 × 30",
            "undated_share": 0.0,
            "interval_days": 1.0,
            "items_24h": 4,
            "expected_24h": 4.0,
            "expected_low": 2,
            "expected_high": 7,
            "unusual": "",
            "counted_at": "2026-11-20T00:10:00Z",
            "owed": 0,
            "last_round": {
                "began_at": "2026-11-20T00:04:00Z",
                "ended_at": "2026-11-20T00:05:00Z",
                "seen": 35,
                "ways": 1,
                "stored": 4,
                "same": 30,
                "aside": 0,
                "refused": 0,
                "balanced": True,
            },
        }
    )

    slug: str
    name: str
    url: str
    kind: str
    province: str
    enabled: bool
    state: State
    reason: str
    """Why it is disabled, or what went wrong last."""
    last_fetch_at: datetime | None
    last_item_at: datetime | None
    posts_total: int
    posts_7d: int
    pages_set_aside: int
    last_outcomes: dict[str, int]
    """Of its last round, each address counted once."""
    state_word: str
    alarm: bool
    """Somebody should look."""
    since: datetime | None
    """When the present trouble or silence began."""
    evidence: str
    advice: str
    entry: str
    """The way in that is used, and why where it is not the first."""
    codes: str
    counted_at: datetime | None
    """When rhythm and pages were counted: some minutes ago at most."""
    owed: int
    """Addresses that were named and are not settled: later rounds ask for them."""
    undated_share: float | None
    interval_days: float | None
    """Days between two days with items, usually; null where the past is too short."""
    items_24h: int
    expected_24h: float | None
    """Median of like days; null where there are too few to say."""
    expected_low: int | None
    expected_high: int | None
    unusual: Unusual
    last_round: RoundOut | None


class TopicStats(BaseModel):
    """`null` stands for a number of your provinces that is withheld because it is small, or could be counted out."""

    model_config = PLAIN

    topic: str
    name: str
    posts: int | None
    flagged: int | None
    positive: int | None
    neutral: int | None
    negative: int | None
    posts_before: int | None
    """In the window of the same length that ended where this one begins."""


class StatsOut(BaseModel):
    model_config = example(
        {
            "first": "2026-11-14",
            "last": "2026-11-20",
            "posts": 410,
            "relevant": 322,
            "flagged": 25,
            "topics": [
                {
                    "topic": "no-luong",
                    "name": "Nợ lương, chậm trả lương và chế độ",
                    "posts": 31,
                    "flagged": 9,
                    "positive": 1,
                    "neutral": 8,
                    "negative": 22,
                    "posts_before": 19,
                }
            ],
        }
    )

    first: date
    last: date
    posts: int
    relevant: int
    flagged: int
    topics: tuple[TopicStats, ...]
    """Every topic, most posts first. A post with two topics counts under each: they do not add up to the total."""


class ReportOut(BaseModel):
    model_config = example(
        {
            "id": 3,
            "kind": "weekly",
            "first": "2026-11-16",
            "last": "2026-11-20",
            "made_at": "2026-11-20T08:00:00Z",
            "state": "approved",
            "version": 1,
            "docx": "/api/v1/reports/3.docx",
            "html": "/api/v1/reports/3.html",
        }
    )

    id: int
    kind: str
    first: date
    last: date
    made_at: datetime
    state: Literal["draft", "approved", "frozen"]
    version: int
    docx: str
    html: str


class HealthOut(BaseModel):
    model_config = example({"status": "ok"})

    status: Literal["ok"]
