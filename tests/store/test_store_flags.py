"""The daily list hides nothing, and nobody overrules a decision unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from factory import NOON, UNPAID, post
from saving_help import article, lan, prepare, save

from domain.flag import Flag, Priority, Reason
from domain.times import Window
from store import flags, labels, posts, reviews
from store.db import Conn, connect
from store.errors import NotFound, ReviewConflict
from store.flags import day_of
from store.posts import PostQuery
from store.reviews import Decision, Review

TODAY = NOON.date()
HIGH = Flag(Priority.HIGH, (Reason("needs-answer", "Cần trả lời"),))


@pytest.mark.parametrize(
    ("listed", "fetched", "day"),
    [
        ("2026-11-20T02:00", "2026-11-20T03:00", date(2026, 11, 20)),
        ("2026-11-19T15:00", "2026-11-19T23:30", date(2026, 11, 20)),
        ("2026-11-12T15:00", "2026-11-20T03:00", date(2026, 11, 20)),
        ("2026-11-09T09:00", "2026-11-10T01:00", date(2026, 11, 9)),
        ("2026-11-07T09:00", "2026-11-10T01:00", date(2026, 11, 7)),
        ("2019-05-01T09:00", "2026-11-20T03:00", date(2019, 5, 1)),
    ],
    ids=["same day", "overnight", "late by a week", "the day before we began", "archive", "old archive"],
)
def test_the_list_on_which_a_post_stands(listed: str, fetched: str, day: date) -> None:
    began = datetime(2026, 11, 10, 1, tzinfo=UTC)
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (listed, fetched)]
    assert day_of(*moments, began) == day


def test_the_list_goes_by_priority_then_newest_first(ready: Conn) -> None:
    save(
        ready,
        article(1, flag=HIGH),
        article(2),
        article(3, published_at=NOON - timedelta(hours=1)),
        article(4, flag=None),
    )
    assert [item.post.url[-1] for item in flags.flagged_on(ready, TODAY)] == ["2", "3", "1"]
    (first, *_) = flags.flagged_on(ready, TODAY)
    assert (first.priority, first.reasons, first.day) == (Priority.URGENT, UNPAID.reasons, TODAY)
    assert (first.copies, first.revision, first.decision) == (1, 0, None)
    assert flags.flagged_on(ready, TODAY - timedelta(days=1)) == []


def test_a_story_is_one_item_with_its_copies(ready: Conn) -> None:
    save(ready, *(post(url=f"https://a.example/{n}", published_at=NOON - timedelta(hours=n)) for n in range(3)))
    (item,) = flags.flagged_on(ready, TODAY)
    assert (item.copies, item.post.url) == (3, "https://a.example/2")
    (tally,) = flags.tally(ready, Window(TODAY, TODAY))
    assert (tally.items, tally.urgent, tally.decided) == (1, 1, 0)


def test_a_decision_about_a_story_holds_for_copies_that_come_later(ready: Conn) -> None:
    save(ready, post(url="https://a.example/1"))
    (item,) = flags.flagged_on(ready, TODAY)
    reviews.record(ready, Review(item.post.id, lan(ready), Decision.FORWARDED, "Đã chuyển ban chính sách"))
    tomorrow = NOON + timedelta(days=1)
    save(ready, post(url="https://a.example/2", published_at=tomorrow, fetched_at=tomorrow))
    (copy,) = flags.flagged_on(ready, tomorrow.date())
    assert (copy.decision, copy.decided_by, copy.revision) == (Decision.FORWARDED, "Lan", 0)
    assert copy.note == "Đã chuyển ban chính sách"
    assert flags.flagged_on(ready, tomorrow.date(), include_reviewed=False) == []


def test_a_late_post_is_on_the_list_of_the_day_it_came(ready: Conn) -> None:
    save(ready, article(1))
    friday, monday = NOON + timedelta(hours=9), NOON + timedelta(days=3)
    save(ready, article(2, published_at=friday, fetched_at=monday))
    assert [item.post.url[-1] for item in flags.flagged_on(ready, monday.date())] == ["2"]


def test_an_edit_does_not_move_a_flag_to_another_day(ready: Conn) -> None:
    save(ready, article(1))
    save(ready, article(1, text="Bài được sửa lại hoàn toàn.", fetched_at=NOON + timedelta(days=2)))
    assert len(flags.flagged_on(ready, TODAY)) == 1


def test_a_flagged_item_can_be_asked_for_by_post(ready: Conn) -> None:
    save(ready, article(1), article(2, flag=None))
    by_url = {found.url[-1]: found.id for found in posts.search(ready, PostQuery()).posts}
    item = flags.item(ready, by_url["1"])
    assert item is not None
    assert item.post.id == by_url["1"]
    assert flags.item(ready, by_url["2"]) is None
    assert len(flags.flagged_in(ready, Window(TODAY - timedelta(days=7), TODAY))) == 1


def test_a_second_reviewer_who_did_not_see_the_first_is_told(ready: Conn) -> None:
    save(ready, article(1))
    (item,) = flags.flagged_on(ready, TODAY)
    assert reviews.record(ready, Review(item.post.id, lan(ready), Decision.HANDLED)) == 1
    with pytest.raises(ReviewConflict, match="look again"):
        reviews.record(ready, Review(item.post.id, lan(ready), Decision.DISMISSED))
    assert reviews.record(ready, Review(item.post.id, lan(ready), Decision.DISMISSED, expected_revision=1)) == 2
    assert [past.decision for past in reviews.history(ready, item.post.id)] == [Decision.DISMISSED, Decision.HANDLED]


def test_two_reviewers_at_the_same_moment_make_one_decision(store_dsn: str) -> None:
    with connect(store_dsn) as conn:
        prepare(conn)
        save(conn, article(1))
        number = flags.flagged_on(conn, TODAY)[0].post.id
    first, second = connect(store_dsn), connect(store_dsn)
    reviews.record(first, Review(number, lan(first), Decision.HANDLED))
    second.execute("SET lock_timeout = '200ms'")
    with pytest.raises(psycopg.errors.LockNotAvailable):
        reviews.record(second, Review(number, lan(first), Decision.DISMISSED))
    second.rollback()
    first.commit()
    with pytest.raises(ReviewConflict):
        reviews.record(second, Review(number, lan(second), Decision.DISMISSED))
    first.close()
    second.close()


def test_a_decision_is_also_a_label(ready: Conn) -> None:
    save(ready, article(1), article(2))
    one, two = (item.post.id for item in flags.flagged_on(ready, TODAY))
    reviews.record(ready, Review(one, lan(ready), Decision.ANSWERED))
    reviews.record(ready, Review(two, lan(ready), Decision.DISMISSED))
    labels.put(ready, two, "topic:no-luong", False, lan(ready))
    found = {labelled.post_id: labelled.labels for labelled in labels.every(ready)}
    assert found == {one: {"relevant": True, "flag": True}, two: {"flag": False, "topic:no-luong": False}}


def test_beside_what_staff_say_stands_what_the_page_showed_them(ready: Conn) -> None:
    save(ready, article(1))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    labels.put(ready, number, "topic:bhxh", True, lan(ready))
    assert [labelled.shown for labelled in labels.every(ready)] == [["no-luong"]]
    ready.execute("UPDATE models SET live_since = now() + interval '1 day'")
    assert [labelled.shown for labelled in labels.every(ready)] == [None]


def test_nobody_decides_about_a_post_that_is_gone(ready: Conn) -> None:
    save(ready, article(1))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    posts.erase(ready, [number])
    with pytest.raises(NotFound):
        reviews.record(ready, Review(number, lan(ready), Decision.HANDLED))
