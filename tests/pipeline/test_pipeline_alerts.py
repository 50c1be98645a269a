"""Saved searches that speak up: what they find, when they tell it, and what a message says."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta

import factory
import pytest
from alert_help import set_up, stored, told

from domain.post import Place
from domain.times import VIETNAM
from pipeline.alerts.message import Message, as_json, as_text, compose, subject
from pipeline.alerts.packing import pack_due
from pipeline.alerts.timing import PAUSES, is_muted, next_due, pause
from store import alerts, asked, deliveries, posts
from store.db import connect
from store.posts import PostQuery

NOON = factory.NOON
MINUTE = timedelta(minutes=1)
STORY = " ".join(f"chuyện số {number} ở xưởng may được kể lại" for number in range(40))


def messages(dsn: str, alert: int, now: datetime = NOON) -> list[Message]:
    """What waits to be sent, as it would be said now."""
    found = []
    with connect(dsn) as conn:
        while claimed := deliveries.claim(conn, now, now + timedelta(days=1)):
            one = alerts.get(conn, claimed.alert_id)
            assert one.id == alert
            contents = deliveries.contents(conn, claimed.id, one.scope)
            found.append(compose(one, claimed, contents, "https://nghe.example"))
            deliveries.finish(conn, claimed.id, "sent", now)
    return found


def test_a_new_post_that_the_search_finds_is_told_once(dsn: str) -> None:
    stored(dsn, told(1))
    alert = set_up(dsn).alert
    other = factory.prediction(labels=("bhxh",), topics={"bhxh": 0.9})
    stored(dsn, told(2), told(3, prediction=other))
    assert [pack_due(dsn, NOON), pack_due(dsn, NOON)] == [1, 0]
    (message,) = messages(dsn, alert)
    assert (message.posts, message.stories, message.held_back) == (1, 1, 0)
    assert message.items[0].page == "https://nghe.example/tin/2"


def test_archive_is_no_news(dsn: str) -> None:
    alert = set_up(dsn).alert
    stored(dsn, told(1, published_at=NOON - timedelta(days=30)), told(2))
    pack_due(dsn, NOON)
    assert [item.page for item in messages(dsn, alert)[0].items] == ["https://nghe.example/tin/2"]


def test_nothing_found_is_not_reported(dsn: str) -> None:
    for number, tier in enumerate(("at_once", "daily", "weekly")):
        set_up(dsn, tier=tier, login=f"lan{number}")  # type: ignore[arg-type]
    stored(dsn, told(1, prediction=factory.prediction(labels=(), topics={})))
    assert pack_due(dsn, NOON + timedelta(days=8)) == 0


def test_copies_of_a_story_are_one_item_and_later_copies_wait_for_news(dsn: str) -> None:
    alert = set_up(dsn).alert
    stored(dsn, *(told(number, text=STORY) for number in range(3)), told(9))
    pack_due(dsn, NOON)
    (message,) = messages(dsn, alert)
    assert (message.posts, message.stories, sorted(item.posts for item in message.items)) == (4, 2, [1, 3])
    stored(dsn, told(4, text=STORY, source="bao-tho"))
    assert pack_due(dsn, NOON + MINUTE) == 0
    stored(dsn, told(10))
    assert pack_due(dsn, NOON + 2 * MINUTE) == 1
    assert messages(dsn, alert, NOON + 2 * MINUTE)[0].posts == 2


def test_what_the_days_limit_held_back_is_said_in_the_next(dsn: str) -> None:
    alert = set_up(dsn, most=2).alert
    for number in range(4):
        stored(dsn, told(number))
        pack_due(dsn, NOON + number * MINUTE)
    assert [message.posts for message in messages(dsn, alert, NOON + 9 * MINUTE)] == [1, 1]
    tomorrow = NOON + timedelta(hours=14)
    assert pack_due(dsn, tomorrow) == 1
    (message,) = messages(dsn, alert, tomorrow)
    assert (message.posts, message.held_back) == (2, 2)
    assert "2 tin đã chờ" in as_text(message)


def test_muted_hours_keep_quiet_and_the_morning_tells(dsn: str) -> None:
    night = datetime(2026, 11, 20, 22, 0, tzinfo=VIETNAM)
    alert = set_up(dsn, muted=(time(21), time(6))).alert
    stored(dsn, told(1))
    assert [pack_due(dsn, night), pack_due(dsn, night + timedelta(hours=7))] == [0, 0]
    assert pack_due(dsn, night + timedelta(hours=8)) == 1
    assert messages(dsn, alert, night + timedelta(hours=9))[0].held_back == 1


def test_digests_wait_for_their_morning(dsn: str) -> None:
    friday = datetime(2026, 11, 20, 12, 0, tzinfo=VIETNAM)
    daily = set_up(dsn, tier="daily", now=friday).alert
    stored(dsn, told(1), told(2))
    morning = friday.replace(hour=7) + timedelta(days=1)
    assert [pack_due(dsn, moment) for moment in (friday, morning - MINUTE, morning, morning + MINUTE)] == [0, 0, 1, 0]
    assert messages(dsn, daily, morning)[0].posts == 2
    assert pack_due(dsn, morning + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("tier", "now", "due"),
    [
        ("daily", "2026-11-20 06:59", "2026-11-20 07:00"),
        ("daily", "2026-11-20 07:00", "2026-11-21 07:00"),
        ("weekly", "2026-11-20 12:00", "2026-11-23 07:00"),
        ("weekly", "2026-11-23 06:00", "2026-11-23 07:00"),
        ("weekly", "2026-11-23 07:00", "2026-11-30 07:00"),
        ("at_once", "2026-11-23 07:00", "2026-11-23 07:00"),
    ],
)
def test_the_next_digest_is_due_in_the_morning(tier: alerts.Tier, now: str, due: str) -> None:
    given, wanted = (datetime.fromisoformat(text).replace(tzinfo=VIETNAM) for text in (now, due))
    assert next_due(tier, given) == wanted


@pytest.mark.parametrize(
    ("clock", "muted"), [("20:59", False), ("21:00", True), ("00:00", True), ("05:59", True), ("06:00", False)]
)
def test_the_night_may_lie_between_muted_hours(clock: str, muted: bool) -> None:
    now = datetime.fromisoformat(f"2026-11-20 {clock}").replace(tzinfo=VIETNAM)
    assert is_muted((time(21), time(6)), now) is muted
    assert is_muted((time(6), time(21)), now) is not muted
    assert not is_muted(None, now)


def test_tries_are_further_and_further_apart_and_end() -> None:
    pauses = [pause(attempt) for attempt in range(1, 10)]
    assert pauses == [*PAUSES, None, None]
    assert list(PAUSES) == sorted(PAUSES)
    assert sum(PAUSES, timedelta()) < timedelta(days=1)


def test_an_alert_keeps_to_the_provinces_of_its_owner(dsn: str) -> None:
    alert = set_up(dsn, provinces=["48"]).alert
    stored(dsn, told(1), told(2, places=(Place("Đà Nẵng", "48"),)))
    pack_due(dsn, NOON)
    assert [item.page[-1] for item in messages(dsn, alert)[0].items] == ["2"]


def test_an_alert_that_is_off_tells_nothing_of_that_time(dsn: str) -> None:
    made = set_up(dsn)
    with connect(dsn) as conn:
        assert alerts.switch(conn, made.user, made.alert, active=False)
        assert not alerts.switch(conn, made.user + 1, made.alert, active=True)
    stored(dsn, told(1))
    assert pack_due(dsn, NOON) == 0
    with connect(dsn) as conn:
        alerts.switch(conn, made.user, made.alert, active=True)
    stored(dsn, told(2))
    assert pack_due(dsn, NOON) == 1
    assert messages(dsn, made.alert)[0].posts == 1


def test_a_post_that_is_deleted_on_request_is_in_no_message(dsn: str) -> None:
    alert = set_up(dsn).alert
    stored(dsn, told(1), told(2))
    pack_due(dsn, NOON)
    with connect(dsn) as conn:
        posts.erase(conn, [1])
        kept = conn.execute("SELECT * FROM deliveries JOIN alert_posts ON delivery_id = id").fetchall()
    assert "lời1k1" not in str(kept)
    assert [item.page[-1] for item in messages(dsn, alert)[0].items] == ["2"]


def test_a_message_holds_an_excerpt_and_never_more(dsn: str) -> None:
    alert = set_up(dsn).alert
    stored(dsn, told(1, text="Câu dài " * 300, title="Công nhân\nchờ lương"))
    pack_due(dsn, NOON)
    (message,) = messages(dsn, alert)
    said = json.loads(as_json(message))
    assert set(said["items"][0]) == {"title", "page", "source", "published_at", "excerpt", "posts"}
    assert len(message.items[0].excerpt) <= 200
    assert message.items[0].title == "Công nhân chờ lương"
    assert subject(message) == "[Lắng Nghe] Nợ lương: 1 tin mới"
    text = as_text(message)
    assert "https://nghe.example/tin/1" in text
    assert "12:00 20/11/2026" in text
    assert text.count("Câu dài") < 30


def test_a_long_list_says_how_much_is_not_shown(dsn: str) -> None:
    alert = set_up(dsn).alert
    stored(dsn, *(told(number) for number in range(25)))
    pack_due(dsn, NOON)
    (message,) = messages(dsn, alert)
    assert (message.posts, len(message.items), message.not_shown) == (25, 20, 5)
    assert "và 5 câu chuyện khác" in as_text(message)


def test_a_search_is_kept_without_days_and_asked_again_as_it_was() -> None:
    query = PostQuery(topics=("bhxh",), province="75", flagged=True, tsquery="'lương'", first=NOON.date(), cursor="1-2")
    kept = json.loads(json.dumps(asked.to_json(query)))
    assert asked.from_json(kept) == PostQuery(topics=("bhxh",), province="75", flagged=True, tsquery="'lương'")
