"""Lists of posts: every condition holds, every page follows the last."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from factory import NOON, place, post, prediction
from saving_help import article, lan, save

from domain.post import PostKind
from domain.prediction import Sentiment, Stance, Target
from nlp.lexemes import query
from store import counting, posts, reviews, searching, tallying
from store.counting import count_all
from store.db import Conn, connect
from store.errors import BadSearch
from store.posts import PostQuery
from store.reviews import Decision, Review

CALM = prediction(
    labels=("thuong-tet", "tien-luong"),
    sentiment=Sentiment.POSITIVE,
    needs_answer=False,
    targets={Target.UNION: Stance(Sentiment.POSITIVE, 0.8)},
)


def _urls(conn: Conn, **conditions: Any) -> str:
    """Every way to count agrees with the list."""
    asked = PostQuery(**conditions)
    found = [each.url[-1] for each in posts.search(conn, asked).posts]
    assert posts.count(conn, asked) == count_all(conn, asked) == len(found)
    return "".join(found)


@pytest.fixture
def some(ready: Conn) -> Conn:
    save(
        ready,
        article(1),
        article(2, published_at=NOON - timedelta(days=1), source="bao-mau", prediction=CALM, flag=None),
        article(3, published_at=NOON - timedelta(days=2), kind=PostKind.QUESTION, places=(place("Huế", "46"),)),
        article(4, prediction=prediction(relevant=False, labels=(), targets={}), flag=None, places=()),
    )
    return ready


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, "4123"),
        ({"topics": ("no-luong",)}, "13"),
        ({"topics": ("thuong-tet", "tien-luong", "no-luong")}, "123"),
        ({"topics": ("no-luong",), "province": "46"}, "3"),
        ({"sentiment": Sentiment.POSITIVE}, "2"),
        ({"target": Target.UNION}, "2"),
        ({"target": Target.WORKERS, "target_sentiment": Sentiment.NEGATIVE}, "13"),
        ({"target": Target.WORKERS, "target_sentiment": Sentiment.POSITIVE}, ""),
        ({"province": "75"}, "12"),
        ({"source": "bao-mau"}, "2"),
        ({"kind": PostKind.QUESTION}, "3"),
        ({"relevant": False}, "4"),
        ({"flagged": True}, "13"),
        ({"flagged": False}, "42"),
        ({"needs_answer": False}, "2"),
        ({"first": date(2026, 11, 19)}, "412"),
        ({"last": date(2026, 11, 19)}, "23"),
        ({"first": date(2026, 11, 19), "last": date(2026, 11, 19), "topics": ("tien-luong",)}, "2"),
    ],
    ids=str,
)
def test_every_condition_must_hold(some: Conn, conditions: dict[str, Any], found: str) -> None:
    result = _urls(some, **conditions)
    assert sorted(result) == sorted(found)
    assert result.replace("4", "").replace("1", "") == found.replace("4", "").replace("1", "")


@pytest.mark.parametrize("asked", ['"nợ lương"', "no luong", "lương -thưởng", "công nhân"])
@pytest.mark.parametrize("rare", [0, 5_000])
def test_words_are_found_rare_or_common(ready: Conn, monkeypatch: pytest.MonkeyPatch, asked: str, rare: int) -> None:
    monkeypatch.setattr(searching, "RARE", rare)
    save(
        ready,
        post(url="https://a.example/1", title="Tin", text="Công nhân bị nợ lương ba tháng liền."),
        post(url="https://a.example/2", title="Tin", text="Mức thưởng và lương tháng mười ba của nhân viên."),
    )
    assert _urls(ready, tsquery=query(asked)) == "1"
    assert _urls(ready, tsquery=query(asked), source="bao-mau") == ""


def test_a_question_about_nothing_finds_everything(some: Conn) -> None:
    assert len(_urls(some, tsquery=query(""))) == 4


@pytest.mark.parametrize("topics", [(), ("no-luong",)])
def test_pages_follow_each_other_without_gap_or_double(ready: Conn, topics: tuple[str, ...]) -> None:
    save(ready, *(article(n, published_at=NOON - timedelta(days=n // 3)) for n in range(10)))
    seen: list[int] = []
    cursor = None
    for _ in range(4):
        page = posts.search(ready, PostQuery(topics=topics, limit=3, cursor=cursor))
        seen += [found.id for found in page.posts]
        cursor = page.next_cursor
    assert cursor is None
    every = posts.search(ready, PostQuery(limit=100)).posts
    assert seen == [found.id for found in every]
    assert [found.listed_at for found in every] == sorted((found.listed_at for found in every), reverse=True)


def test_a_story_is_listed_whole(ready: Conn) -> None:
    words = " ".join(f"từ{number}" for number in range(60))
    save(ready, *(post(url=f"https://a.example/{n}", text=words) for n in (1, 2)), article(3))
    (story,) = {found.story_id for found in posts.search(ready, PostQuery()).posts} - {None}
    assert story is not None
    assert sorted(_urls(ready, story=story)) == ["1", "2"]
    assert _urls(ready, story=story, topics=("no-luong",)) == _urls(ready, story=story)
    assert _urls(ready, story=story + 1) == ""


@pytest.mark.parametrize("rare", [0, 5_000])
def test_what_was_decided_about_a_copy_is_found_with_its_story(
    ready: Conn, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(searching, "RARE", rare)
    words = " ".join(f"từ{number}" for number in range(60))
    save(ready, *(post(url=f"https://a.example/{n}", text=words) for n in (1, 2)), article(3))
    handled = next(each.id for each in posts.search(ready, PostQuery()).posts if each.url.endswith("1"))
    reviews.record(ready, Review(handled, lan(ready), Decision.HANDLED))
    for said in ("", query("từ7")):
        assert sorted(_urls(ready, status="handled", tsquery=said)) == ["1", "2"]
        assert sorted(_urls(ready, status="decided", tsquery=said)) == ["1", "2"]
    assert _urls(ready, status="open", flagged=True) == "3"


def test_days_are_counted_to_the_end_and_other_parts_say_that_they_are_of_the_newest(
    ready: Conn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallying, "MOST", 2)
    save(ready, *(article(n, prediction=CALM if n else prediction(), flag=None) for n in range(5)))
    every, calm = PostQuery(limit=1), PostQuery(limit=1, topics=("tien-luong",), first=date(2026, 1, 1))
    for asked, total, tones in ((every, 5, {"positive": 4, "negative": 1}), (calm, 4, {"positive": 4})):
        found = posts.find(ready, asked, whole=True).tally
        assert (found.posts, found.more, found.parts["sentiment"]) == (total, False, tones)
        assert found.partial == {"kind", "source", "topic"}
        assert found.parts["kind"] == {"news": 2}
        assert posts.find(ready, asked).tally.posts == total
    few = posts.find(ready, PostQuery(limit=1, province="75"), whole=True).tally
    assert (few.posts, few.more) == (2, True)
    assert count_all(ready, PostQuery(province="75")) == 5


def test_few_count_everything_at_once(ready: Conn, shared_dsn: str) -> None:
    with connect(shared_dsn) as one, connect(shared_dsn) as other:
        assert [count_all(conn, PostQuery()) for conn in (one, other, ready)] == [0, 0, None]
        one.rollback()
        assert count_all(ready, PostQuery()) == 0


def test_counting_everything_ends_when_patience_does(ready: Conn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "PATIENCE", "1ms")
    ready.execute("ALTER TABLE post_facts RENAME TO real_facts")
    ready.execute("CREATE VIEW post_facts AS SELECT f.* FROM real_facts f, pg_sleep(1)")
    assert count_all(ready, PostQuery()) is None
    assert ready.execute("SELECT current_setting('statement_timeout') AS most").fetchone() == {"most": "0"}


@pytest.mark.parametrize("cursor", ["", "x", "1-2-3-x", "99999999999999999999-1", "1" * 99, "12"])
def test_a_foreign_page_mark_is_refused(ready: Conn, cursor: str) -> None:
    with pytest.raises(BadSearch, match="first page"):
        posts.search(ready, PostQuery(cursor=cursor))


def test_a_broken_tsquery_is_refused(ready: Conn) -> None:
    with pytest.raises(BadSearch, match="cannot be read"):
        posts.search(ready, PostQuery(tsquery="a & & b"))


def test_a_list_is_never_longer_than_its_limit(ready: Conn) -> None:
    save(ready, *(article(n) for n in range(4)))
    assert len(posts.search(ready, PostQuery(limit=-1)).posts) == 1
    assert posts.count(ready, PostQuery(needs_answer=True), most=3) == 3
