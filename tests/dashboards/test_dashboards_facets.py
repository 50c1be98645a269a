"""Beside each further condition stands how many posts it leaves, and its address leads to just those."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import web_help
from desk import Desk
from factory import NOON, place, post, prediction

from dashboards.filters import Filters
from dashboards.search import Asked, SearchPage, search_page
from dashboards.selection import selection_page
from domain.post import PostKind
from domain.prediction import Sentiment, Stance, Target
from store import assignments, posts, reviews
from store.assignments import Task
from store.faceting import facets
from store.posts import PostQuery
from store.reviews import Decision, Review

TODAY = NOON.date()
UNION = {Target.UNION: Stance(Sentiment.NEGATIVE, 0.9)}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Four posts: two of Đồng Nai, one of Đà Nẵng; two flagged, one of them handled; one about the union."""
    given = (
        {"places": (place(), place("Đồng Nai", "75"))},
        {"prediction": prediction(targets=UNION, needs_answer=False), "flag": None},
        {"places": (place("Đà Nẵng", "48"),), "source": "bao-tho"},
        {"places": (), "flag": None},
    )
    batch = [
        post(
            url=f"https://a.example/{at}",
            text=f"riêng{at} " * 12,
            published_at=NOON - timedelta(minutes=at),
            **{"prediction": prediction(), **changes},
        )
        for at, changes in enumerate(given, 1)
    ]
    web_help.fill(desk.conn, batch)
    user = web_help.staff(desk.conn)
    reviews.record(desk.conn, Review(1, user.id, Decision.HANDLED, ""))
    return desk


def page_of(desk: Desk, filters: Filters) -> SearchPage:
    return search_page(desk.conn, desk.viewer, desk.reference, Asked(filters), TODAY)


def test_counts_stand_beside_every_kind_of_condition(filled: Desk) -> None:
    found = facets(filled.conn, PostQuery(relevant=True))
    assert found.parts == {
        "target": {"workers": 3, "employer": 3, "union": 1},
        "province": {"75": 2, "48": 1},
        "source_kind": {"union_portal": 3, "press": 1},
        "status": {"handled": 1, "open": 1},
        "needs_answer": {"true": 3},
        "flagged": {"true": 2},
    }
    assert not found.partial
    assert facets(filled.conn, PostQuery(relevant=True), newest=2).partial


def test_each_count_is_what_its_address_finds(filled: Desk) -> None:
    page = page_of(filled, Filters())
    assert {group.label for group in page.groups} >= {"Chỉ những tin", "Nói về", "Tỉnh, thành phố", "Tình trạng"}
    for facet in (facet for group in page.groups for facet in group.facets):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(facet.href).query).items()}
        query = PostQuery(
            relevant=True,
            topics=(asked["topic"],) if "topic" in asked else (),
            flagged=True if asked.get("flagged") or asked.get("status") == "open" else None,
            needs_answer=True if "needs_answer" in asked else None,
            **{
                name: asked[name]
                for name in ("target", "province", "status", "kind", "source_kind", "source")
                if name in asked
            },
        )
        assert (len(asked), len(posts.search(filled.conn, query).posts)) == (1, int(facet.count)), facet.words


def test_a_find_says_what_was_decided_and_who_has_it(filled: Desk) -> None:
    assignments.put(filled.conn, Task(3, 1, TODAY, "", 1, 0))
    page = page_of(filled, Filters())
    assert {one.meta.href: (one.decided, one.holder) for one in page.results} == {
        "/tin/1": ("Đã xử lý", ""),
        "/tin/2": ("", ""),
        "/tin/3": ("", "Nguyễn Lan, hạn 20/11/2026"),
        "/tin/4": ("", ""),
    }
    assert "Giao cho Nguyễn Lan" in filled.html(page)


def test_a_search_without_finds_says_where_more_may_be(filled: Desk) -> None:
    page = page_of(filled, Filters(source="khong-co"))
    assert page.results == ()
    assert 'href="/tim-kiem?source=khong-co&amp;relevant=any"' in filled.html(page)
    assert page_of(filled, Filters(relevant=None)).wider == ""


def test_the_form_keeps_all_topics_of_the_address(filled: Desk) -> None:
    html = filled.html(page_of(filled, Filters(topics=("no-luong", "bhxh"))))
    assert '<option value="no-luong" selected>' in html
    assert '<input type="hidden" name="topic" value="bhxh">' in html


def test_posts_without_a_title_are_told_apart_before_a_decision(filled: Desk) -> None:
    batch = [
        post(
            url=f"https://a.example/c{n}",
            kind=PostKind.COMMENT,
            title="",
            context="Bài về lương",
            text=f"lời {n} " * 40,
        )
        for n in (1, 2)
    ]
    web_help.fill(filled.conn, batch)
    page = selection_page(filled.conn, filled.viewer, filled.reference, Asked(Filters(kind=PostKind.COMMENT)))
    said = [one.said for one in page.chosen]
    assert sorted(text[:5] for text in said) == ["lời 1", "lời 2"]
    assert all(len(text) < 170 for text in said)
    titled = selection_page(filled.conn, filled.viewer, filled.reference, Asked(Filters(kind=PostKind.NEWS)))
    assert {one.said for one in titled.chosen} == {""}


def test_a_condition_that_is_set_is_not_offered_again(filled: Desk) -> None:
    page = page_of(filled, Filters(province="75", flagged=True))
    labels = {group.label for group in page.groups}
    assert "Tỉnh, thành phố" not in labels
    assert all(facet.words != "Cần xem" for group in page.groups for facet in group.facets)
