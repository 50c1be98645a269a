"""The API says of each source what the page says: state, evidence, what to do, and the books of its last round."""

from __future__ import annotations

from datetime import timedelta

import web_help
from factory import NOON, post
from fastapi.testclient import TestClient

from domain.waiting import Waiting
from store import fetches, sources, waiting
from store.db import connect


def test_a_blocked_source_is_told_with_evidence_and_round(client: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [post()])
        began = NOON - timedelta(minutes=5)
        number = sources.begin_round(conn, "congdoan-mau", began)
        fetches.add(
            conn, source="congdoan-mau", url="https://congdoan.example/rss", role="feed", at=began, status=429,
            outcome="failed", reason="http-429",
        )  # fmt: skip
        sources.end_round(conn, number, NOON, seen=1, lost=0)
        waiting.keep(conn, [Waiting("congdoan-mau", "https://congdoan.example/a")], NOON)
    web_help.signed_in(client, dsn)
    found = next(one for one in client.get("/api/v1/sources").json() if one["slug"] == "congdoan-mau")
    assert (found["state"], found["state_word"], found["alarm"], found["reason"]) == (
        "blocked",
        "Bị chặn",
        True,
        "http-429",
    )
    assert found["since"] == "2026-11-20T04:55:00Z"
    assert "máy chủ trả lời 429" in found["evidence"]
    assert found["advice"].startswith("Không tìm cách vượt rào")
    assert found["codes"] == "429 × 1"
    assert (found["owed"], found["counted_at"]) == (1, "2026-11-20T05:00:00Z")
    assert found["last_round"] == {
        "began_at": "2026-11-20T04:55:00Z",
        "ended_at": "2026-11-20T05:00:00Z",
        "seen": 1,
        "ways": 0,
        "stored": 0,
        "same": 0,
        "aside": 1,
        "refused": 0,
        "balanced": True,
    }
