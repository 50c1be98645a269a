"""What takes long to count of the sources is counted by the worker, used for some minutes, and says how old it is."""

from __future__ import annotations

from datetime import timedelta

from factory import NOON
from saving_help import article, save

from domain.post import Page
from store import fetches, pages, sources, summary
from store.db import Conn
from store.sources import SourceHealth

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def found(conn: Conn, now: object) -> SourceHealth:
    return next(one for one in sources.health(conn, now) if one.slug == "congdoan-mau")  # type: ignore[arg-type]


def busy(conn: Conn) -> None:
    save(conn, *(article(n, published_at=None if n == 3 else NOON - n * HOUR) for n in range(1, 9)))
    fetches.add(
        conn, source="congdoan-mau", url="http://a", role="feed", at=NOON - MINUTE, status=200, outcome="stored"
    )
    for number in range(12):
        at = NOON - HOUR + number * MINUTE
        pages.add(conn, Page("congdoan-mau", f"https://a.example/{number}", at, 200, {}, b"%d" % number))
    waiting = pages.claim(conn, 30)
    pages.done(conn, [one.id for one in waiting[:6]])
    for one in waiting[6:]:
        pages.set_aside(conn, one.id, "too-short")


def test_what_was_kept_says_the_same_as_counting_anew(ready: Conn) -> None:
    busy(ready)
    counted = found(ready, NOON)
    summary.keep(ready, NOON)
    assert summary.of(ready, NOON) == summary.count(ready, NOON)
    assert found(ready, NOON) == counted
    assert (counted.state, counted.rhythm.last_day, counted.undated) == ("layout-changed", 8, 1 / 8)


def test_it_is_used_for_some_minutes_and_says_how_old_it_is(ready: Conn) -> None:
    summary.keep(ready, NOON)
    busy(ready)
    assert (found(ready, NOON + 10 * MINUTE).rhythm.last_day, found(ready, NOON + 10 * MINUTE).counted_at) == (0, NOON)
    later = NOON + summary.LASTS + MINUTE
    assert (found(ready, later).rhythm.last_day, found(ready, later).counted_at) == (8, later)


def test_a_count_from_the_future_is_not_believed_and_one_row_is_enough(ready: Conn) -> None:
    for minute in (0, 5, 10):
        summary.keep(ready, NOON + minute * MINUTE)
    busy(ready)
    assert found(ready, NOON).rhythm.last_day == 8
    assert len(ready.execute("SELECT FROM jobs WHERE name = 'standing'").fetchall()) == 1
