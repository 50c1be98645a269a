"""Examples that the OpenAPI document shows. Invented, as everything in tests is."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ConfigDict


def example(value: dict[str, Any]) -> ConfigDict:
    """Of a model: what one of its values looks like; and texts under its fields describe them."""
    return ConfigDict(use_attribute_docstrings=True, json_schema_extra={"examples": [value]})


PLAIN: Final = ConfigDict(use_attribute_docstrings=True)

POST: Final[dict[str, Any]] = {
    "id": 4711,
    "url": "https://congdoan.example/tin/1",
    "source": "congdoan-mau",
    "source_name": "Công đoàn mẫu",
    "kind": "news",
    "title": "Công nhân xưởng may chờ lương hai tháng",
    "context": "",
    "excerpt": "Gần ba trăm công nhân xưởng may cho biết hai tháng nay chưa nhận đủ lương.",
    "published_at": "2026-11-20T05:00:00Z",
    "fetched_at": "2026-11-20T05:04:00Z",
    "places": [{"name": "Đồng Nai", "code": "75", "candidates": []}],
    "copies": 1,
    "reading": {
        "model": "2026-11-20.1",
        "relevant": True,
        "relevant_probability": 0.97,
        "topics": {"no-luong": 0.91},
        "sentiment": "negative",
        "sentiment_probabilities": {"positive": 0.03, "neutral": 0.15, "negative": 0.82},
        "targets": {"employer": {"sentiment": "negative", "probability": 0.77}},
        "needs_answer": True,
        "needs_answer_probability": 0.88,
        "unsure": [],
    },
    "flag": {
        "day": "2026-11-20",
        "priority": 1,
        "reasons": {"unpaid-wages": "Người lao động bị nợ lương, chậm trả chế độ"},
    },
}

REVIEW: Final[dict[str, Any]] = {
    "revision": 1,
    "decision": "forwarded",
    "note": "Ban Chính sách pháp luật",
    "reviewer": "Nguyễn Lan",
    "made_at": "2026-11-20T01:15:00Z",
}
