"""What comments say goes after its time; counts, lists and decisions stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from factory import NOON, prediction
from saving_help import article, lan, save

from domain.post import PostKind, ProcessedPost
from domain.times import Window
from store import counts, flags, labels, models, posts, predictions, retaining, reviews
from store.db import Conn
from store.posts import PostQuery
from store.reviews import Decision, Review

OLD = NOON - timedelta(days=500)
YEARS = Window(OLD.date(), NOON.date())
BEFORE = NOON - timedelta(days=400)


def comment(number: int, **changes: object) -> ProcessedPost:
    return article(number, kind=PostKind.COMMENT, published_at=OLD, fetched_at=OLD, prediction=prediction(), **changes)


@pytest.fixture
def old(ready: Conn) -> Conn:
    """Two old comments, of which one was changed and decided about; an old article and a new comment."""
    save(ready, comment(1), comment(2), article(3, published_at=OLD, fetched_at=OLD), article(4, kind=PostKind.COMMENT))
    later = OLD + timedelta(hours=1)
    again = article(2, text="lời khác " * 9)
    save(ready, replace(comment(2), text=again.text, fingerprint=again.fingerprint, fetched_at=later))
    reviews.record(ready, Review(_id(ready, 2), lan(ready), Decision.HANDLED, ""))
    return ready


def _id(conn: Conn, number: int) -> int:
    return next(one.id for one in posts.search(conn, PostQuery()).posts if one.url.endswith(f"/{number}"))


def _texts(conn: Conn) -> dict[str, bool]:
    """Which posts still say something, by the last sign of their address."""
    return {one.url[-1]: bool(one.text) for one in posts.search(conn, PostQuery()).posts}


def test_words_of_old_comments_go_and_counts_stay(old: Conn) -> None:
    before = counts.totals(old, YEARS), counts.by_topic(old, YEARS), len(flags.flagged_in(old, YEARS))
    assert retaining.forget_comments(old, BEFORE, most=1) == 1
    assert retaining.forget_comments(old, BEFORE) == 1
    assert retaining.forget_comments(old, BEFORE) == 0
    assert _texts(old) == {"1": False, "2": False, "3": True, "4": True}
    assert (counts.totals(old, YEARS), counts.by_topic(old, YEARS), len(flags.flagged_in(old, YEARS))) == before
    gone = posts.get(old, _id(old, 2))
    assert (gone.title, gone.prediction.evidence, posts.revisions(old, gone.id)) == ("", (), [])
    assert [one.decision for one in reviews.history(old, gone.id)] == [Decision.HANDLED]
    assert [one for one in labels.every(old) if one.post_id == gone.id] == []
    left = old.execute(
        "SELECT count(*) AS n FROM posts WHERE kind = 'comment' AND (search <> '' OR minhash <> '')"
    ).fetchone()
    assert left == {"n": 1}


def test_an_old_comment_that_is_met_again_stays_without_words(old: Conn) -> None:
    retaining.forget_comments(old, BEFORE)
    assert save(old, replace(comment(1), fetched_at=NOON)).same == 1
    assert _texts(old)["1"] is False


def test_a_new_model_takes_over_what_was_read_in_them(old: Conn) -> None:
    retaining.forget_comments(old, BEFORE)
    before = counts.totals(old, YEARS), counts.by_topic(old, YEARS), len(flags.flagged_in(old, YEARS))
    models.register(old, "test-2")
    unread = predictions.unread(old, "test-2", 10)
    assert {one.post_id for one in unread} == {_id(old, 3), _id(old, 4)}
    found = {one.id: one for one in posts.search(old, PostQuery()).posts}
    predictions.insert_many(
        old,
        [
            predictions.Reading(one.post_id, one.listed_at, prediction(model="test-2"), found[one.post_id].flag)
            for one in unread
        ],
    )
    models.switch(old, "test-2")
    assert (counts.totals(old, YEARS), counts.by_topic(old, YEARS), len(flags.flagged_in(old, YEARS))) == before
    assert posts.count(old, PostQuery(topics=("no-luong",), kind=PostKind.COMMENT)) == 3
