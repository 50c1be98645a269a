"""The questions that bench/api.py asks: addresses of each kind, which the rounds take in turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import quote

from invention import RARE_WORD

TODAY = date(2026, 11, 20)
WORDS = {
    "rare word": [RARE_WORD],
    "common word": ["công nhân", "bữa ăn", "đồng nghiệp"],
    "phrase": ['"nợ lương"', '"nhà ở xã hội"'],
    "without diacritics": ["no luong", "tai nan"],
    "excluded word": ["lương -tết", "thưởng -lương"],
}


def shapes(topics: Sequence[str], provinces: Sequence[str]) -> dict[str, list[str]]:
    week, quarter = TODAY - timedelta(days=7), TODAY - timedelta(days=89)
    common = [f"/api/v1/posts?topic={topic}" for topic in topics[:3]]
    days = f"from={quarter}&to={TODAY}"
    return {
        "newest": ["/api/v1/posts"],
        "common topic": common,
        "rare topic": [f"/api/v1/posts?topic={topics[-1]}"],
        "two topics, province, dates": [
            f"/api/v1/posts?topic={topics[1]}&topic={topics[4]}&province={code}&{days}"
            for code in (provinces[0], provinces[9], provinces[-1])
        ],
        **{name: [f"/api/v1/posts?q={quote(text)}" for text in texts] for name, texts in WORDS.items()},
        "towards the union, negative, week": [
            f"/api/v1/posts?target=union&target_sentiment=negative&from={week}&to={TODAY}"
        ],
        "flagged and undecided, province": [f"/api/v1/posts?status=open&province={code}" for code in provinces[:5]],
        "counts of topics over 90 days": [f"/api/v1/stats/topics?{days}"],
        "weeks by topic over 90 days": [f"/api/v1/stats?every=week&by=topic&{days}"],
        "weeks by province over 90 days": [f"/api/v1/stats?every=week&by=province&{days}"],
        "stories of a week": [f"/api/v1/stories?from={week}&to={TODAY}"],
        "events of a week": [f"/api/v1/events?from={week}&to={TODAY}"],
        "flagged list of a day": [f"/api/v1/flags?day={TODAY - timedelta(days=day)}" for day in range(5)],
        "deep page": ["/api/v1/posts?cursor=1740000000000000-1", f"{common[0]}&cursor=1740000000000000-1"],
    }


def pages(topics: Sequence[str]) -> dict[str, list[str]]:
    """What people open first."""
    return {
        "page: list of a day": ["/", f"/ngay/{TODAY - timedelta(days=1)}"],
        "page: search": [
            "/tim-kiem",
            f"/tim-kiem?topic={topics[2]}&sentiment=negative",
            f"/tim-kiem?q={quote('tai nạn')}",
        ],
        "page: overview": ["/toan-canh", f"/toan-canh?den={TODAY - timedelta(days=7)}"],
    }
