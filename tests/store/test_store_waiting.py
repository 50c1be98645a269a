"""What a crawl owes is asked for until it is settled, less often each time, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from factory import NOON

from domain.waiting import Waiting
from store import sources, waiting
from store.db import Conn
from store.sources import SourceRow

PAGE, LIST = (
    Waiting("bao", "https://bao.vidu.vn/a-1.html"),
    Waiting("bao", "https://bao.vidu.vn/ds?p=2", "https://bao.vidu.vn/ds"),
)
HOUR = timedelta(hours=1)


@pytest.fixture
def owed(ready: Conn) -> Conn:
    sources.upsert(ready, [SourceRow("bao", "Báo thử", "https://bao.vidu.vn", "press")])
    waiting.keep(ready, [], NOON)
    waiting.keep(ready, [PAGE, PAGE], NOON)
    waiting.keep(ready, [LIST, PAGE], NOON + HOUR)
    return ready


def test_what_was_named_waits_once_from_the_first_time_on(owed: Conn) -> None:
    assert waiting.of(owed, "bao", NOON) == [PAGE, LIST]
    assert waiting.of(owed, "congdoan-mau", NOON) == []


def test_what_is_settled_waits_no_more(owed: Conn) -> None:
    waiting.settle(owed, [])
    waiting.settle(owed, [("bao", PAGE.url), ("bao", "https://bao.vidu.vn/khac"), ("congdoan-mau", LIST.url)])
    assert waiting.of(owed, "bao", NOON) == [LIST]


def test_what_was_asked_for_in_vain_waits_longer_each_time_and_half_a_day_at_most(owed: Conn) -> None:
    at, pauses = NOON, []
    for _ in range(10):
        waiting.tried(owed, [("bao", PAGE.url)], at)
        pause = next(
            minutes for minutes in range(0, 800, 20) if PAGE in waiting.of(owed, "bao", at + minutes * HOUR / 60)
        )
        pauses.append(pause)
        at += pause * HOUR / 60
    assert pauses == [20, 40, 80, 160, 320, 640, 720, 720, 720, 720]
    assert LIST in waiting.of(owed, "bao", NOON)


def test_what_has_waited_for_too_long_is_given_up(owed: Conn) -> None:
    assert waiting.purge(owed, NOON + HOUR) == 1
    assert waiting.of(owed, "bao", NOON) == [LIST]
