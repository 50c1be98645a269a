"""A decision that was taken back leaves the post open, and both on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from factory import NOON, post
from saving_help import article, lan, prepare, save

from domain.times import Window
from store import flags, labels, models, reviews, users
from store.db import Conn
from store.errors import ReviewConflict
from store.reviews import Decision, Review

TODAY = NOON.date()


@pytest.fixture
def ready(conn: Conn) -> Conn:
    prepare(conn)
    models.register(conn, "test-1")
    return conn


def decide(conn: Conn, number: int, decision: Decision, seen: int) -> int:
    return reviews.record(conn, Review(number, lan(conn), decision, expected_revision=seen))


def test_a_post_taken_back_is_open_again_everywhere(ready: Conn) -> None:
    save(ready, article(1))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    decide(ready, number, Decision.HANDLED, 0)
    assert decide(ready, number, Decision.REOPENED, 1) == 2
    (item,) = flags.flagged_on(ready, TODAY, include_reviewed=False)
    assert (item.decision, item.decided_by, item.note, item.revision) == (None, None, "", 2)
    (tally,) = flags.tally(ready, Window(TODAY, TODAY))
    assert tally.decided == 0
    assert [past.decision for past in reviews.history(ready, number)] == [Decision.REOPENED, Decision.HANDLED]


def test_what_was_taken_back_teaches_nothing(ready: Conn) -> None:
    save(ready, article(1))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    decide(ready, number, Decision.NOT_RELEVANT, 0)
    assert [post.labels for post in labels.every(ready)] == [{"relevant": False, "flag": False}]
    decide(ready, number, Decision.REOPENED, 1)
    assert list(labels.every(ready)) == []


def test_a_second_decision_replaces_all_labels_of_the_first(ready: Conn) -> None:
    save(ready, article(1))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    decide(ready, number, Decision.NOT_RELEVANT, 0)
    decide(ready, number, Decision.DISMISSED, 1)
    assert [post.labels for post in labels.every(ready)] == [{"flag": False}]


def test_nobody_takes_back_what_they_have_not_seen(ready: Conn) -> None:
    save(ready, article(1))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    decide(ready, number, Decision.HANDLED, 0)
    decide(ready, number, Decision.FORWARDED, 1)
    with pytest.raises(ReviewConflict):
        decide(ready, number, Decision.REOPENED, 1)


def test_a_story_taken_back_on_a_copy_is_open(ready: Conn) -> None:
    save(ready, post(url="https://a.example/1"))
    number = flags.flagged_on(ready, TODAY)[0].post.id
    decide(ready, number, Decision.HANDLED, 0)
    tomorrow = NOON + timedelta(days=1)
    save(ready, post(url="https://a.example/2", published_at=tomorrow, fetched_at=tomorrow))
    (copy,) = flags.flagged_on(ready, tomorrow.date())
    assert copy.decision is Decision.HANDLED
    decide(ready, copy.post.id, Decision.REOPENED, copy.revision)
    assert flags.flagged_on(ready, tomorrow.date())[0].decision is None


def test_a_lead_is_a_role(ready: Conn) -> None:
    assert users.create(ready, "truong", "Trưởng", users.Role.LEAD, "hash").role is users.Role.LEAD
