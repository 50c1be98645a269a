"""Near copies share a story, whoever comes first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from factory import NOON, TEXT, post
from saving_help import article, save

from domain.post import Fingerprint
from domain.times import Window
from nlp.fingerprint import similarity
from store import posts, stories
from store.db import Conn
from store.posts import PostQuery, PostRow

LONG = " ".join(f"câu số {number} kể một việc khác ở xưởng may" for number in range(40))
NEAR = LONG.replace("câu số 7 kể", "câu thứ bảy kể")


def _found(conn: Conn) -> dict[str, PostRow]:
    return {found.url.rsplit("/", 1)[1]: found for found in posts.search(conn, PostQuery()).posts}


def test_a_near_copy_of_another_outlet_shares_the_story(ready: Conn) -> None:
    save(ready, post(url="https://a.example/1", text=LONG), article(3))
    save(ready, post(url="https://b.example/2", text=NEAR, source="bao-mau", published_at=NOON - timedelta(hours=1)))
    found = _found(ready)
    assert found["1"].story_id == found["2"].story_id is not None
    assert (found["1"].copies, found["2"].copies, found["3"].copies) == (2, 2, 1)
    (story,) = stories.spread(ready, Window(NOON.date(), NOON.date()))
    assert (story.posts, story.sources, story.lead.url) == (2, 2, "https://b.example/2")
    assert [each.url[-1] for each in posts.story(ready, story.id)] == ["2", "1"]


def test_copies_of_one_batch_find_each_other(ready: Conn) -> None:
    save(ready, *(post(url=f"https://a.example/{n}", text=LONG) for n in range(3)))
    assert {found.copies for found in _found(ready).values()} == {3}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_does_not_matter(ready: Conn, order: tuple[int, ...]) -> None:
    copies = [post(url=f"https://a.example/{n}", text=LONG, published_at=NOON - timedelta(days=n)) for n in range(3)]
    for number in order:
        save(ready, copies[number])
    (story,) = stories.spread(ready, Window(date(2026, 11, 1), date(2026, 11, 30)))
    assert (story.posts, story.lead.url) == (3, "https://a.example/2")


def test_a_copy_after_three_weeks_is_another_story(ready: Conn) -> None:
    save(ready, post(url="https://a.example/1", text=LONG))
    save(ready, post(url="https://a.example/2", text=LONG, published_at=NOON - timedelta(days=22)))
    assert {found.copies for found in _found(ready).values()} == {1}


def test_one_text_between_two_stories_makes_them_one(ready: Conn) -> None:
    twin = {"text": LONG}
    save(ready, *(post(url=f"https://a.example/{n}", published_at=NOON - timedelta(days=30), **twin) for n in (1, 2)))
    save(ready, *(post(url=f"https://a.example/{n}", **twin) for n in (3, 4)))
    assert {found.copies for found in _found(ready).values()} == {2}
    save(ready, post(url="https://a.example/5", published_at=NOON - timedelta(days=15), **twin))
    assert {found.copies for found in _found(ready).values()} == {5}


def test_an_edited_copy_leaves_the_story_and_a_story_of_one_is_none(ready: Conn) -> None:
    save(ready, *(post(url=f"https://a.example/{n}", text=LONG) for n in (1, 2)))
    save(ready, post(url="https://a.example/2", text=TEXT, fetched_at=NOON + timedelta(hours=1)))
    assert {(found.copies, found.story_id) for found in _found(ready).values()} == {(1, None)}


def test_similarity_equals_the_one_of_the_language_room() -> None:
    one, two = _prints(LONG), _prints(NEAR)
    assert stories.similarity(one.minhash, two.minhash) == pytest.approx(similarity(one.minhash, two.minhash))
    assert 0.7 < stories.similarity(one.minhash, two.minhash) < 1


def _prints(text: str) -> Fingerprint:
    return post(text=text).fingerprint
