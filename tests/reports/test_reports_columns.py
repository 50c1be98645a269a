"""The columns of a window say what its posts say one by one, people's answers over the model's, whoever asks."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from factory import NOON, post, prediction
from hypothesis import given
from hypothesis import strategies as st
from invented import WEEK

from domain.post import Place, PostKind, ProcessedPost
from domain.prediction import Sentiment, Stance, Target
from nlp.fingerprint import bands
from reports import gathered as gathering
from reports.before import before, before_of, sampled
from reports.columns import KINDS, SENTIMENTS, Posts
from reports.facts import effective
from reports.gathered import Unsettled, corrected, gathered, table
from store import coded, labels, posts, reporting, reviews, users
from store.db import Conn
from store.reviews import Decision, Review

UNION = prediction(targets={Target.UNION: Stance(Sentiment.NEGATIVE, 0.9)}, abstained=("sentiment",))
DONG_NAI = Place("Đồng Nai", "75")
CALM = prediction(sentiment=Sentiment.NEUTRAL, labels=("bhxh", "viec-lam"), targets={})


def article(number: int, **changes: Any) -> ProcessedPost:
    """A post of its own address and text, which nobody copied."""
    words = " ".join(f"câu{number}y{word}" for word in range(40))
    return post(**{"url": f"https://congdoan.example/bai/{number}", "text": words, **changes})


@pytest.fixture
def archive(conn: Conn) -> Conn:
    batch = [
        *(article(number, published_at=NOON - timedelta(days=number)) for number in range(9)),
        *(article(20 + number, prediction=CALM, flag=None, source="bao-mau") for number in range(4)),
        article(
            30, prediction=UNION, kind=PostKind.COMMENT, places=(Place("Đồng Nai", "75"), Place("ĐN", "", ("48",)))
        ),
        article(40, prediction=prediction(relevant=False, labels=()), flag=None),
        article(41, prediction=prediction(labels=()), flag=None, places=()),
        post(flag=None, published_at=NOON),
        post(url="https://bao.example/tin/9", source="bao-mau", flag=None, published_at=NOON + timedelta(hours=1)),
    ]
    posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])
    known = [row.id for row in reporting.facts(conn, WEEK)]
    found = users.credentials(conn, "lan")
    assert found is not None
    labels.put(conn, known[0], "topic:nha-o", True, found.user.id)
    labels.put(conn, known[1], "relevant", False, found.user.id)
    labels.put(conn, known[-1], "relevant", True, found.user.id)
    reviews.record(conn, Review(known[-2], found.user.id, Decision.HANDLED))
    return conn


def said(found: Posts) -> list[tuple[Any, ...]]:
    """What each post says, in words."""
    words = found.words
    numbers = (found.id, found.listed_at, found.day, found.story, found.certain.round(5))
    flags = (found.voice, found.own_press, found.needs_answer, found.unsure)
    return [
        (
            *(column[place].item() for column in (*numbers, *flags)),
            *(words.sources[found.source[place]], KINDS[found.kind[place]], SENTIMENTS[found.sentiment[place]]),
            *(words.topics[found.topics[place]], words.places[found.places[place]]),
            dict(words.targets[found.targets[place]]),
        )
        for place in range(len(found))
    ]


def test_columns_say_what_the_posts_say_one_by_one(archive: Conn) -> None:
    rows = [effective(row) for row in reporting.facts(archive, WEEK)]
    quick, touched = gathered(archive, WEEK)
    slow = table(rows)
    assert len(slow) > 10
    assert said(quick) == said(slow)
    assert (quick.flagged.tolist(), quick.human.tolist()) == (slow.flagged.tolist(), slow.human.tolist())
    assert touched == [fact for fact in rows if fact.listed or fact.human]
    assert set(quick.words.models) == {"test-1"}


def test_the_comparison_counts_corrections_and_ends_when_it_should(archive: Conn) -> None:
    rows = [effective(row) for row in reporting.facts(archive, WEEK)]
    for until in (WEEK.end, NOON, WEEK.start):
        assert before(archive, WEEK, until) == before_of(table(fact for fact in rows if fact.listed_at < until))
    assert len(corrected(archive, WEEK)) == sum(fact.relevant for fact in rows)


def test_an_empty_archive_has_empty_columns(conn: Conn) -> None:
    found, touched = gathered(conn, WEEK)
    assert (len(found), touched, said(found)) == (0, [], [])
    assert before(conn, WEEK, WEEK.end) == before_of(table(()))


def test_posts_that_change_while_they_are_read_are_never_guessed(
    archive: Conn, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def nothing(*_: Any) -> list[coded.Meant]:
        tried.append(1)
        return []

    monkeypatch.setattr(gathering.coded, "meant", nothing)
    with pytest.raises(Unsettled, match="try again"):
        gathered(archive, WEEK)
    assert len(tried) == 5


@given(st.integers(0, 400), st.integers(1, 60))
def test_a_sample_leaves_no_part_of_the_window_out(posts: int, most: int) -> None:
    found = list(sampled(range(posts), most))
    assert len(found) <= most
    gaps = [later - earlier for earlier, later in pairwise(found)]
    assert len(set(gaps)) <= 1
    assert not posts or posts - found[-1] <= max([posts if len(found) == 1 else 1, *gaps])
