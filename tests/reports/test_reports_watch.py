"""Today's waves over real PostgreSQL: found among the posts of weeks, kept for the day, told by the weekly report."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from factory import NOON, post, prediction
from invented import LETTERHEAD, TOPICS, WEEK

from domain.post import PostKind, ProcessedPost
from nlp.fingerprint import bands
from reports.chapters import concerns
from reports.signals.reading import kept, watch_day
from reports.weekly import weekly_report
from store import posts
from store.db import Conn

DAY = date(2026, 11, 20)


def spoken(number: int, days_ago: int, topic: str, words: str) -> ProcessedPost:
    text = f"{words} {' '.join(f'câu{number}y{word}' for word in range(12))}"
    url = f"https://congdoan.example/bai/{number}"
    return post(
        key=hashlib.sha256(url.encode()).digest(),
        url=url,
        text=text,
        kind=PostKind.COMMENT,
        published_at=NOON - timedelta(days=days_ago),
        prediction=prediction(labels=(topic,), needs_answer=False),
        flag=None,
    )


@pytest.fixture
def four_weeks(conn: Conn) -> Conn:
    """Two posts a day about housing, and in the last two days twenty about the lump sum."""
    usual = [spoken(number, number % 26, "nha-o", "Phòng trọ của chúng tôi tăng giá thuê.") for number in range(52)]
    wave = [spoken(100 + number, number % 2, "bhxh-mot-lan", "Nghe tin đồn rút một lần.") for number in range(20)]
    batch = [*usual, *wave]
    posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])
    return conn


def test_the_wave_is_found_and_kept_for_the_day(four_weeks: Conn) -> None:
    found = watch_day(four_weeks, DAY)
    assert found
    assert (found[0].key.name, found[0].observed) == ("bhxh-mot-lan", 20)
    assert kept(four_weeks, DAY) == sorted(found, key=lambda wave: wave.p)
    assert kept(four_weeks, DAY - timedelta(days=1)) == []


def test_watching_again_keeps_one_row_a_wave(four_weeks: Conn) -> None:
    first = watch_day(four_weeks, DAY)
    assert watch_day(four_weeks, DAY) == first
    assert first is not None
    assert len(kept(four_weeks, DAY)) == len(first)


def test_the_weekly_report_tells_it_in_words(four_weeks: Conn) -> None:
    report = weekly_report(four_weeks, WEEK, LETTERHEAD, TOPICS, NOON)
    said = str(concerns.chapter(report))
    assert "Diễn biến tăng bất thường" in said
    assert "text='20 nội dung'" in said
    assert " từ 19/11 đến 20/11" in said


def test_an_empty_archive_claims_nothing(conn: Conn) -> None:
    assert watch_day(conn, DAY) is None
