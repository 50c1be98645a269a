"""The state of each source and the evidence for it, from what the database holds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from factory import NOON
from saving_help import article, save

from domain.post import Page, PostKind
from domain.rhythm import WINDOWS
from store import fetches, pages, sources
from store.db import Conn
from store.sources import Round, SourceHealth, SourceRow

FEED = "https://congdoan.example/rss"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def fetch(conn: Conn, at: datetime, outcome: str = "stored", reason: str = "", **more: object) -> None:
    values = {"url": FEED, "role": "feed", "status": 200} | more
    fetches.add(conn, source="congdoan-mau", at=at, outcome=outcome, reason=reason, **values)  # type: ignore[arg-type]


def found(conn: Conn, now: datetime = NOON) -> SourceHealth:
    return next(one for one in sources.health(conn, now) if one.slug == "congdoan-mau")


def round_of(conn: Conn, began: datetime, *answers: tuple[str, str, str]) -> None:
    """One round: (address, outcome, reason); the first is the feed's."""
    number = sources.begin_round(conn, "congdoan-mau", began)
    for at, (url, outcome, reason) in enumerate(answers):
        role = "article" if at else "feed"
        fetch(conn, began + at * timedelta(seconds=5), outcome, reason, url=url, role=role)
    ended = began + len(answers) * timedelta(seconds=5)
    sources.end_round(conn, number, ended, seen=len(answers), lost=0)


@pytest.mark.parametrize(
    ("outcome", "reason", "state"),
    [
        ("stored", "", "empty"),
        ("stored", "empty", "empty"),
        ("failed", "timeout", "broken"),
        ("failed", "http-403", "blocked"),
        ("refused", "robots", "blocked"),
    ],
)
def test_a_source_tells_how_it_is(ready: Conn, outcome: str, reason: str, state: str) -> None:
    fetch(ready, NOON - MINUTE, outcome, reason)
    health = found(ready)
    assert (health.state, health.last_fetch_at) == (state, NOON - MINUTE)
    assert health.reason == (reason if outcome != "stored" else "")


def test_a_disabled_source_says_why(ready: Conn) -> None:
    sources.upsert(ready, [SourceRow("tat", "Tắt", "https://tat.example", "press", enabled=False, reason="cấm robot")])
    health = next(one for one in sources.health(ready, NOON) if one.slug == "tat")
    assert (health.state, health.reason, health.alarm) == ("disabled", "cấm robot", False)
    assert sources.all_sources(ready)[-1].slug == "tat"


def test_only_the_last_round_counts_and_each_address_once(ready: Conn) -> None:
    save(ready, article(1))
    round_of(ready, NOON - 2 * DAY / 24, (FEED, "stored", ""), ("https://a.example/1", "stored", ""))
    last = NOON - 10 * MINUTE
    round_of(
        ready,
        last,
        (FEED, "stored", ""),
        ("https://a.example/1", "same", ""),
        ("https://a.example/2", "failed", "timeout"),
    )
    health = found(ready)
    assert health.last_outcomes == {"stored": 1, "same": 1, "failed": 1}
    assert health.last_round == Round(last, last + timedelta(seconds=15), 3, 0)


def test_a_round_that_is_under_way_or_was_killed_is_passed_over(ready: Conn) -> None:
    save(ready, article(1))
    round_of(ready, NOON - 40 * MINUTE, (FEED, "stored", ""), ("https://a.example/1", "same", "known"))
    sources.begin_round(ready, "congdoan-mau", NOON - 5 * MINUTE)
    fetch(ready, NOON - 4 * MINUTE, "failed", "timeout")
    assert found(ready).last_outcomes == {"stored": 1, "same": 1}
    assert found(ready).state == "ok"


def test_without_rounds_the_last_day_counts_each_address_as_it_ended(ready: Conn) -> None:
    save(ready, article(1))
    for hours in (9, 6, 3):
        fetch(ready, NOON - hours * DAY / 24, "failed", "timeout")
    fetch(ready, NOON - MINUTE)
    assert found(ready).last_outcomes == {"stored": 1}
    assert found(ready).state == "ok"


def test_trouble_has_a_beginning(ready: Conn) -> None:
    save(ready, article(1))
    for hour in range(6):
        began = NOON - (6 - hour) * DAY / 24
        round_of(ready, began, (FEED, "failed" if hour > 2 else "stored", "http-403" if hour > 2 else ""))
    health = found(ready)
    assert (health.state, health.since) == ("blocked", NOON - 3 * DAY / 24)


def test_a_way_in_that_loses_its_links_has_a_new_layout_since_then(ready: Conn) -> None:
    save(ready, article(1))
    round_of(ready, NOON - DAY / 2, (FEED, "stored", ""))
    round_of(ready, NOON - DAY / 4, (FEED, "stored", "empty"))
    round_of(ready, NOON - MINUTE, (FEED, "stored", "empty"))
    health = found(ready)
    assert (health.state, health.since, health.alarm) == ("layout-changed", NOON - DAY / 4, True)


def test_articles_that_can_no_longer_be_read_have_a_new_layout_since_then(ready: Conn) -> None:
    save(ready, article(1))
    fetch(ready, NOON - MINUTE)
    for number in range(24):
        at = NOON - DAY + number * 10 * MINUTE
        pages.add(ready, Page("congdoan-mau", f"https://a.example/{number}", at, 200, {}, b"%d" % number))
    waiting = pages.claim(ready, 30)
    pages.done(ready, [one.id for one in waiting[:16]])
    for one in waiting[16:22]:
        pages.set_aside(ready, one.id, "too-short")
    pages.set_aside(ready, waiting[22].id, "defect")
    health = found(ready)
    assert (health.state, health.since) == ("layout-changed", waiting[16].page.fetched_at)
    assert (health.extraction.newest, health.extraction.newest_lost) == (10, 6)
    assert (health.extraction.earlier, health.extraction.earlier_lost) == (13, 0)


def test_a_dead_daily_source_is_known_within_a_day_although_its_feed_answers(ready: Conn) -> None:
    save(ready, *(article(n, published_at=NOON - n * DAY) for n in range(1, WINDOWS)))
    assert found(ready, NOON - timedelta(hours=1)).state == "ok"
    for hour in (-1, 1):
        fetch(ready, NOON + hour * DAY / 24, "stored", "frozen")
    health = found(ready, NOON + 2 * DAY / 24)
    assert (health.state, health.alarm, health.rhythm.unusual) == ("quiet", True, "silent")
    assert health.since == health.last_item_at == NOON - DAY
    assert NOON + 2 * DAY / 24 - health.last_item_at < 27 * DAY / 24


def test_comments_are_no_sign_of_life(ready: Conn) -> None:
    save(ready, *(article(n, published_at=NOON - n * DAY) for n in range(2, WINDOWS)))
    save(ready, article(99, kind=PostKind.COMMENT, published_at=NOON - MINUTE))
    fetch(ready, NOON - MINUTE)
    assert found(ready).rhythm.unusual == "silent"


def test_a_source_of_imports_rings_no_alarm_however_long_nobody_brought_anything(ready: Conn) -> None:
    sources.upsert(ready, [SourceRow("nhap-tay", "Văn bản nhập tay", "import:", "import")])
    save(ready, *(article(n, source="nhap-tay", published_at=NOON - n * DAY) for n in range(30, 60)))
    (brought,) = [one for one in sources.health(ready, NOON) if one.slug == "nhap-tay"]
    assert (brought.state, brought.cause, brought.alarm) == ("ok", "imported", False)


def test_the_share_of_undated_items_is_told(ready: Conn) -> None:
    save(ready, article(1), article(2, published_at=None), article(3, published_at=None), article(4))
    assert found(ready).undated == 0.5


def test_old_rounds_are_purged(ready: Conn) -> None:
    round_of(ready, NOON - DAY, (FEED, "stored", ""))
    round_of(ready, NOON, (FEED, "stored", ""))
    assert sources.purge_rounds(ready, NOON - MINUTE) == 1
    assert found(ready, NOON + MINUTE).last_round is not None
