"""The state of a source follows from evidence, and what failed is never quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.rhythm import rhythm
from domain.standing import Evidence, Extraction, Tried, Way, judge
from domain.times import VIETNAM

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 23, tzinfo=VIETNAM)
FEED = Way("https://bao.example/rss", "feed", 200, "stored", "")
WELL = Evidence(
    enabled=True,
    posts=90,
    last_fetch_at=NOW - timedelta(minutes=20),
    ways=(FEED,),
    articles=(Tried("stored", "", 200, 2), Tried("same", "known", None, 30)),
    extraction=Extraction(10, 0, 60, 2),
    rhythm=rhythm([3] * 40, FRIDAY),
)


def way(reason: str, outcome: str = "failed") -> Way:
    return replace(FEED, outcome=outcome, reason=reason)


def state(**changes: object) -> tuple[str, str]:
    found = judge(replace(WELL, **changes), NOW)  # type: ignore[arg-type]
    return found.state, found.cause


def test_a_source_that_gives_what_it_usually_gives_is_ok() -> None:
    assert state() == ("ok", "rhythm")


@pytest.mark.parametrize("reason", ["http-401", "http-403", "http-429", "http-451"])
def test_a_way_in_that_says_no_is_blocked(reason: str) -> None:
    assert state(ways=(way(reason),)) == ("blocked", "way-in")


@pytest.mark.parametrize("reason", ["robots", "robots-closed", "other-host", "private-address"])
def test_a_way_in_that_a_rule_forbids_is_blocked(reason: str) -> None:
    assert state(ways=(way(reason, "refused"),)) == ("blocked", "way-in")


@pytest.mark.parametrize("reason", ["http-500", "http-404", "timeout", "not-a-feed", "unreachable", "no-token"])
def test_a_way_in_that_fails_is_broken(reason: str) -> None:
    assert state(ways=(way(reason),)) == ("broken", "way-in")


def test_one_living_way_in_is_enough() -> None:
    assert state(ways=(way("http-500"), replace(FEED, role="list", reason="fallback"))) == ("ok", "rhythm")


def test_a_way_in_without_links_is_a_new_layout_where_it_had_some_and_empty_where_it_never_had() -> None:
    assert state(ways=(way("empty", "stored"),)) == ("layout-changed", "links-gone")
    assert state(ways=(way("empty", "stored"),), posts=0, articles=()) == ("empty", "links-gone")
    assert state(ways=(way("http-404"), way("empty", "stored"))) == ("layout-changed", "links-gone")


@pytest.mark.parametrize(
    ("tries", "found"),
    [
        ([Tried("failed", "http-403", 403, 3)], ("blocked", "articles")),
        ([Tried("failed", "http-403", 403, 2)], ("ok", "rhythm")),
        ([Tried("failed", "http-500", 500, 4), Tried("failed", "http-403", 403, 2)], ("broken", "articles")),
        ([Tried("failed", "http-403", 403, 9), Tried("same", "", 304, 1)], ("ok", "rhythm")),
        ([Tried("failed", "http-403", 403, 9), Tried("same", "known", None, 40)], ("blocked", "articles")),
        ([Tried("set_aside", "over-limit", None, 40)], ("ok", "rhythm")),
    ],
)
def test_ways_in_that_work_before_articles_that_all_fail(tries: list[Tried], found: tuple[str, str]) -> None:
    assert state(articles=tries) == found


@pytest.mark.parametrize(
    ("extraction", "found"),
    [
        (Extraction(10, 6, 60, 2), "layout-changed"),
        (Extraction(3, 3, 3, 1), "layout-changed"),
        (Extraction(10, 5, 60, 2), "ok"),
        (Extraction(2, 2, 60, 2), "ok"),
        (Extraction(10, 9, 60, 50), "ok"),
        (Extraction(10, 9, 2, 0), "ok"),
    ],
)
def test_pages_that_were_readable_and_are_no_more_have_a_new_layout(extraction: Extraction, found: str) -> None:
    assert state(extraction=extraction)[0] == found


def test_a_source_that_we_did_not_read_for_a_day_is_no_quiet_source() -> None:
    assert state(last_fetch_at=NOW - timedelta(hours=25)) == ("broken", "not-read")
    assert state(last_fetch_at=NOW - timedelta(hours=23)) == ("ok", "rhythm")


def test_a_source_that_nobody_read_yet_is_empty_and_one_of_imports_is_ok() -> None:
    assert state(last_fetch_at=None, posts=0) == ("empty", "never-read")
    assert state(last_fetch_at=None) == ("ok", "imported")
    assert state(enabled=False) == ("disabled", "off")


@pytest.mark.parametrize("days", [0, 1, 40, 400])
def test_what_people_bring_in_is_never_late_or_dead(days: int) -> None:
    assert state(imported=True, last_fetch_at=None, rhythm=rhythm([0] * days + [3] * 40, FRIDAY)) == ("ok", "imported")
    assert state(imported=True, last_fetch_at=None, posts=0) == ("ok", "imported")
    assert state(imported=True, last_fetch_at=NOW - timedelta(days=9)) == ("ok", "imported")


def test_a_round_that_was_stopped_says_nothing_about_the_source() -> None:
    assert state(ways=(way("stopped", "set_aside"),), articles=()) == ("ok", "rhythm")
    assert state(ways=(way("asked-to-wait", "set_aside"),), articles=()) == ("blocked", "way-in")


def test_silence_beyond_its_interval_is_quiet() -> None:
    assert state(rhythm=rhythm([0, *[3] * 40], FRIDAY)) == ("quiet", "rhythm")
    assert state(rhythm=rhythm([0, *[3, 0, 0] * 13], FRIDAY)) == ("ok", "rhythm")
    assert state(rhythm=rhythm([0] * 3 + [3, 0, 0, 0, 0] + [3, 0, 0] * 10, FRIDAY)) == ("ok", "rhythm")


@pytest.mark.parametrize("ways", [(way("http-403"),), (way("timeout"),), (way("empty", "stored"),)])
@pytest.mark.parametrize("silent", [0, 1, 30])
def test_what_failed_is_never_quiet_or_ok(ways: tuple[Way, ...], silent: int) -> None:
    assert state(ways=ways, rhythm=rhythm([0] * silent + [3] * 40, FRIDAY))[0] not in ("quiet", "ok")
