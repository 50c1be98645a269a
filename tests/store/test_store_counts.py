"""Totals agree with each other, whichever way one cuts them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from factory import NOON, place, prediction
from saving_help import article, save

from domain.prediction import Sentiment, Target
from domain.times import Window
from store import counts
from store.counts import Totals
from store.db import Conn

WEEK = Window(NOON.date() - timedelta(days=6), NOON.date())


@pytest.fixture
def some(ready: Conn) -> Conn:
    two_places = (place(), place("Huế", "46"), place("ĐN", ""))
    calm = prediction(labels=("no-luong", "viec-lam"), sentiment=Sentiment.NEUTRAL)
    save(
        ready,
        article(1),
        article(2, source="bao-mau", places=two_places, prediction=calm),
        article(3, published_at=NOON - timedelta(days=2), flag=None, places=()),
        article(
            4, prediction=prediction(relevant=False, labels=(), targets={}, sentiment=Sentiment.POSITIVE), flag=None
        ),
        article(5, published_at=NOON - timedelta(days=30)),
    )
    return ready


def _sum(rows: list[Totals]) -> Totals:
    names = ("posts", "relevant", "flagged", "positive", "neutral", "negative")
    return Totals(**{name: sum(getattr(row, name) for row in rows) for name in names})


def test_totals_count_each_post_once(some: Conn) -> None:
    assert counts.totals(some, WEEK) == Totals(posts=4, relevant=3, flagged=2, positive=0, neutral=1, negative=2)


def test_days_sources_and_kinds_add_up_to_the_total(some: Conn) -> None:
    total = counts.totals(some, WEEK)
    assert _sum(list(counts.by_day(some, WEEK))) == total
    assert _sum(list(counts.by_source(some, WEEK))) == total
    assert _sum(list(counts.by_kind(some, WEEK))) == total


def test_every_day_of_the_window_is_there(some: Conn) -> None:
    days = counts.by_day(some, WEEK, "no-luong")
    assert [day.day for day in days] == [WEEK.first + timedelta(days=n) for n in range(7)]
    assert [day.posts for day in days] == [0, 0, 0, 0, 1, 0, 2]
    assert sum(day.posts for day in counts.by_day(some, WEEK, source="bao-mau")) == 1
    assert sum(day.posts for day in counts.by_day(some, WEEK, province="46")) == 1


def test_a_topic_counts_the_same_in_every_table(some: Conn) -> None:
    topics = {row.topic: row for row in counts.by_topic(some, WEEK)}
    assert {topic: row.posts for topic, row in topics.items()} == {"no-luong": 3, "viec-lam": 1}
    for topic, row in topics.items():
        by_sentiment = [each.posts for each in counts.topic_sentiment(some, WEEK) if each.topic == topic]
        assert sum(by_sentiment) == row.relevant == row.positive + row.neutral + row.negative
        assert _sum(list(counts.by_day(some, WEEK, topic))).posts == row.posts
        assert _sum(list(counts.by_source(some, WEEK, topic))).posts == row.posts
        provinces = {each.province: each.posts for each in counts.by_province(some, WEEK, topic)}
        assert provinces == {
            each.province: each.posts for each in counts.province_topic(some, WEEK) if each.topic == topic
        }


def test_an_ambiguous_place_is_no_province(some: Conn) -> None:
    assert {row.province: row.posts for row in counts.by_province(some, WEEK)} == {"75": 3, "46": 1}


def test_targets_are_counted_by_tone(some: Conn) -> None:
    by_target = {row.target: row for row in counts.by_target(some, WEEK)}
    assert set(by_target) == {Target.EMPLOYER, Target.WORKERS}
    assert by_target[Target.WORKERS].negative == 3
    (about_jobs,) = {row.negative for row in counts.by_target(some, WEEK, "viec-lam")}
    assert about_jobs == 1


def test_a_window_without_posts_is_zero(ready: Conn) -> None:
    assert counts.totals(ready, WEEK) == Totals(0, 0, 0, 0, 0, 0)
    assert counts.by_topic(ready, WEEK) == []
    assert len(counts.by_day(ready, WEEK)) == 7
