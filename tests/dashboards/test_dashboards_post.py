"""The page of one post."""

from __future__ import annotations

from dataclasses import replace

import pytest
import web_help
from desk import Desk
from factory import post, prediction

from dashboards.post import post_page
from dashboards.viewer import Viewer
from store import reviews
from store.reviews import Decision, Review
from store.users import Role


@pytest.fixture
def three(desk: Desk) -> list[int]:
    """Three flagged posts of a day, in the order of its list."""
    batch = [
        post(url=f"https://a.example/{n}", text=f"riêng{n} " * 12, prediction=prediction(), flag=post().flag)
        for n in range(3)
    ]
    web_help.fill(desk.conn, batch)
    return [int(card.anchor.removeprefix("tin-")) for card in desk.daily().sections[0].cards]


def next_of(desk: Desk, number: int) -> str:
    return post_page(desk.conn, desk.viewer, desk.reference, number).next_href


def test_the_next_open_item_is_one_key_away(desk: Desk, three: list[int]) -> None:
    first, second, last = three
    assert [next_of(desk, number) for number in three] == [f"/tin/{second}", f"/tin/{last}", f"/tin/{first}"]
    user = web_help.staff(desk.conn)
    reviews.record(desk.conn, Review(second, user.id, Decision.HANDLED, ""))
    assert [next_of(desk, number) for number in three] == [f"/tin/{last}", f"/tin/{last}", f"/tin/{first}"]


def test_an_emptied_list_leads_nowhere(desk: Desk, three: list[int]) -> None:
    user = web_help.staff(desk.conn)
    for number in three:
        reviews.record(desk.conn, Review(number, user.id, Decision.HANDLED, ""))
    assert next_of(desk, three[0]) == ""


def test_who_may_only_read_is_not_sent_on(desk: Desk, three: list[int]) -> None:
    reading = replace(desk, viewer=Viewer(1, "xem", "Xem", Role.VIEWER))
    assert next_of(reading, three[0]) == ""
