"""Invented posts for tests: `post()` is a whole ProcessedPost, and every part of it can be changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from domain.flag import Flag, Priority, Reason
from domain.post import Place, PostKind, ProcessedPost, Words
from domain.prediction import Evidence, Prediction, Sentiment, Stance, Target
from nlp.fingerprint import fingerprint
from nlp.lexemes import lexemes

MODEL = "test-1"
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
"""Twelve o'clock in Viet Nam on 20 November 2026."""
TEXT = (
    "Gần ba trăm công nhân xưởng may ở cụm công nghiệp phía nam cho biết hai tháng nay chưa nhận đủ lương.\n"
    "Họ mong công đoàn cơ sở trả lời rõ ngày chi trả và mức hỗ trợ trong thời gian chờ việc."
)
UNPAID = Flag(Priority.URGENT, (Reason("unpaid-wages", "Người lao động bị nợ lương, chậm trả chế độ"),))


def prediction(**changes: Any) -> Prediction:
    """A relevant post about unpaid wages, negative for workers and employer."""
    values: dict[str, Any] = {
        "model": MODEL,
        "relevant": True,
        "relevant_prob": 0.97,
        "topics": {"no-luong": 0.91, "tien-luong": 0.42, "viec-lam": 0.12},
        "labels": ("no-luong",),
        "sentiment": Sentiment.NEGATIVE,
        "sentiment_probs": {Sentiment.POSITIVE: 0.03, Sentiment.NEUTRAL: 0.15, Sentiment.NEGATIVE: 0.82},
        "targets": {Target.EMPLOYER: Stance(Sentiment.NEGATIVE, 0.77), Target.WORKERS: Stance(Sentiment.NEGATIVE, 0.7)},
        "needs_answer": True,
        "needs_answer_prob": 0.88,
        "flag_prob": 0.9,
        "flag_suggested": True,
        "abstained": (),
        "evidence": (),
    }
    return Prediction(**{**values, **changes})


def evidence(text: str, label: str, words: str, weight: float = 1.0) -> Evidence:
    """The first place in `text` where `words` stand, as evidence for `label`."""
    start = text.index(words)
    return Evidence(label, start, start + len(words), words, weight)


def place(name: str = "Đồng Nai", code: str = "75") -> Place:
    return Place(name=name, code=code)


def post(**changes: Any) -> ProcessedPost:
    """A flagged news item of noon, 20 November 2026. `url` (or `key`) tells two posts apart, `text` two stories."""
    text = changes.get("text", TEXT)
    title = changes.get("title", "Công nhân xưởng may chờ lương hai tháng")
    url = changes.get("url", "https://congdoan.example/tin/1")
    words = Words(f"{title} {text}".lower().replace("\n", " "))
    values: dict[str, Any] = {
        "key": hashlib.sha256(url.encode()).digest(),
        "source": "congdoan-mau",
        "kind": PostKind.NEWS,
        "url": url,
        "title": title,
        "text": text,
        "context": "",
        "published_at": NOON,
        "fetched_at": NOON,
        "section": "",
        "tags": (),
        "words": words,
        "lexemes": lexemes(words),
        "places": (place(),),
        "fingerprint": fingerprint(words),
        "prediction": prediction(evidence=(evidence(text, "no-luong", text.split("\n")[0][-20:], 0.8),)),
        "flag": UNPAID,
        "redactions": {},
    }
    return ProcessedPost(**{**values, **changes})


def posts(count: int, **changes: Any) -> Sequence[ProcessedPost]:
    """`count` posts of different addresses and different texts, so that none is a copy of another."""
    return [
        post(
            url=f"https://congdoan.example/tin/{number}",
            title=f"Tin số {number}",
            text=" ".join(f"từ{number}x{word}" for word in range(40)),
            **changes,
        )
        for number in range(1, count + 1)
    ]
