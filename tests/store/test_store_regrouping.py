"""What people put together or took apart stays so, whatever the machine finds later."""

from __future__ import annotations

from factory import NOON, post
from saving_help import article, lan, save

from store import assignments, corrections, posts, regrouping
from store.assignments import Task
from store.corrections import Correction
from store.db import Conn
from store.posts import PostQuery

LONG = " ".join(f"câu số {number} kể một việc khác ở xưởng may" for number in range(40))


def copy(number: int, **changes: object) -> object:
    return post(url=f"https://a.example/{number}", text=LONG, **changes)


def stories_of(conn: Conn) -> dict[str, int | None]:
    return {found.url[-1]: found.story_id for found in posts.search(conn, PostQuery()).posts}


def ids_of(conn: Conn) -> dict[str, int]:
    return {found.url[-1]: found.id for found in posts.search(conn, PostQuery()).posts}


def test_a_post_that_was_taken_out_stays_out(ready: Conn) -> None:
    save(ready, *(copy(number) for number in (1, 2, 3)))  # type: ignore[arg-type]
    ids = ids_of(ready)
    regrouping.separate(ready, [ids["1"]], lan(ready))
    save(ready, copy(4))  # type: ignore[arg-type]
    told = stories_of(ready)
    assert told["1"] is None
    assert told["2"] == told["3"] == told["4"] is not None
    assert regrouping.pins(ready, list(ids.values()))[ids["1"]].who == "Lan"


def test_two_halves_of_a_story_are_not_united_by_a_later_copy(ready: Conn) -> None:
    save(ready, *(copy(number) for number in (1, 2, 3, 4)))  # type: ignore[arg-type]
    ids = ids_of(ready)
    regrouping.separate(ready, [ids["1"], ids["2"]], lan(ready))
    save(ready, copy(5))  # type: ignore[arg-type]
    told = stories_of(ready)
    assert told["1"] == told["2"] is not None
    assert told["3"] == told["4"] is not None
    assert told["1"] != told["3"]
    assert told["5"] in {told["1"], told["3"]}


def test_what_was_put_together_stays_together_when_a_text_changes(ready: Conn) -> None:
    save(ready, article(1), article(2), article(3))
    ids = ids_of(ready)
    regrouping.unite(ready, ids["1"], ids["2"], lan(ready))
    save(ready, article(1, text="Một bản khác hẳn của bài này, dài hơn một chút.", fetched_at=NOON.replace(hour=9)))
    told = stories_of(ready)
    assert told["1"] == told["2"] is not None
    assert told["3"] is None
    regrouping.separate(ready, [ids["1"]], lan(ready))
    assert set(stories_of(ready).values()) == {None}


def test_erasing_leaves_nothing_of_the_desk_behind(ready: Conn) -> None:
    save(ready, article(1), article(2))
    ids, me = ids_of(ready), lan(ready)
    regrouping.unite(ready, ids["1"], ids["2"], me)
    assignments.put(ready, Task(ids["1"], me, None, "", me, 0))
    corrections.record(ready, Correction(ids["1"], me, "sentiment", "neutral", "negative", 0))
    posts.erase(ready, [ids["1"]])
    for table in ("story_pins", "assignments", "corrections", "labels"):
        rows = ready.execute(f"SELECT post_id FROM {table}").fetchall()
        assert ids["1"] not in {row["post_id"] for row in rows}, table
