"""A new model reads the archive, then goes live at once; nothing is lost or mixed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import NOON, UNPAID, prediction
from saving_help import article, lan, save

from domain.times import Window
from store import counts, flags, models, posts, predictions, reviews
from store.db import Conn
from store.errors import WrongModel
from store.posts import PostQuery
from store.predictions import Reading
from store.reviews import Decision, Review

DAY = Window(NOON.date(), NOON.date())
SECOND = prediction(model="second", labels=("viec-lam",), topics={"viec-lam": 0.9})


def _read(conn: Conn, *, flagged: bool) -> list[int]:
    unread = predictions.unread(conn, "second", 100)
    said = [Reading(post.post_id, post.listed_at, SECOND, UNPAID if flagged else None) for post in unread]
    predictions.insert_many(conn, said)
    return [post.post_id for post in unread]


def test_the_first_model_is_live(ready: Conn) -> None:
    assert models.live(ready) is None
    models.register(ready, "first", {"f1": 0.7})
    models.register(ready, "second")
    assert models.live(ready) == "first"
    assert {(row.version, row.live) for row in models.every(ready)} == {("first", True), ("second", False)}


def test_a_model_that_has_not_read_everything_cannot_go_live(ready: Conn) -> None:
    save(ready, article(1))
    models.register(ready, "second")
    with pytest.raises(WrongModel, match="not read 1 posts"):
        models.switch(ready, "second")
    with pytest.raises(WrongModel, match="not registered"):
        models.switch(ready, "third")


def test_a_switch_changes_lists_counts_and_flags_at_once(ready: Conn) -> None:
    save(ready, article(1), article(2))
    models.register(ready, "second")
    assert len(_read(ready, flagged=False)) == 2
    assert predictions.unread(ready, "second", 100) == []
    assert [row.topic for row in counts.by_topic(ready, DAY)] == ["no-luong"]
    models.switch(ready, "second")
    assert [row.topic for row in counts.by_topic(ready, DAY)] == ["viec-lam"]
    assert {post.prediction.model for post in posts.search(ready, PostQuery()).posts} == {"second"}
    assert len(posts.search(ready, PostQuery(topics=("viec-lam",))).posts) == 2
    assert flags.flagged_on(ready, NOON.date()) == []
    assert counts.totals(ready, DAY).flagged == 0


def test_a_decided_flag_goes_with_the_post_to_the_new_model(ready: Conn) -> None:
    save(ready, article(1), article(2))
    number = flags.flagged_on(ready, NOON.date())[0].post.id
    reviews.record(ready, Review(number, lan(ready), Decision.HANDLED))
    models.register(ready, "second")
    _read(ready, flagged=False)
    models.switch(ready, "second")
    assert [item.post.id for item in flags.flagged_on(ready, NOON.date())] == [number]
    assert counts.totals(ready, DAY).flagged == 1


def test_after_a_switch_only_the_new_model_saves(ready: Conn) -> None:
    save(ready, article(1))
    models.register(ready, "second")
    _read(ready, flagged=True)
    models.switch(ready, "second")
    with pytest.raises(WrongModel):
        save(ready, article(2))
    save(ready, replace(article(2), prediction=SECOND))
    assert counts.totals(ready, DAY).posts == 2


def test_an_old_model_can_be_forgotten_but_not_the_live_one(ready: Conn) -> None:
    save(ready, article(1))
    models.register(ready, "second")
    _read(ready, flagged=True)
    models.switch(ready, "second")
    models.forget(ready, "test-1")
    assert [row.version for row in models.every(ready)] == ["second"]
    assert len(flags.flagged_on(ready, NOON.date())) == 1
    with pytest.raises(WrongModel, match="live"):
        models.forget(ready, "second")
