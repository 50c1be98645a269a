"""Staff who look after some provinces see and decide about the posts of these, by every way."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from dashboards.viewer import Viewer
from domain.post import Place, ProcessedPost
from domain.times import Window
from store import answering, assignments, counts, posts, users
from store.assignments import Task
from store.db import connect
from store.posts import PostQuery
from store.scopes import Scope, seen
from store.users import Role

DA_NANG = Place("Đà Nẵng", "48")
UNCLEAR = Place("Bình Dương", "", ("79", "75"))


def told(number: int, **changes: object) -> ProcessedPost:
    words = " ".join(f"chữ{number}x{word}" for word in range(30))
    return factory.post(url=f"https://a.example/{number}", text=words, prediction=factory.prediction(), **changes)


@pytest.fixture
def house(client: TestClient, dsn: str) -> TestClient:
    """1 in Đồng Nai, 2 in Đà Nẵng, 3 in both; 4 to 6 name none: of a source of Đồng Nai, of a national one, unclear."""
    both = (factory.place(), DA_NANG)
    with connect(dsn) as conn:
        web_help.fill(
            conn,
            [
                told(1),
                told(2, places=(DA_NANG,)),
                told(3, places=both),
                told(4, places=()),
                told(5, places=(), source="bao-tho"),
                told(6, places=(UNCLEAR,), source="bao-tho"),
            ],
        )
    return client


@pytest.mark.parametrize(
    ("provinces", "numbers"), [(None, "123456"), (("75",), "13456"), (("48",), "2356"), (("48", "75"), "123456")]
)
def test_a_post_is_for_its_provinces_and_else_for_those_of_its_source(
    house: TestClient, dsn: str, provinces: Scope, numbers: str
) -> None:
    with connect(dsn) as conn:
        found = posts.search(conn, PostQuery(scope=provinces)).posts
        assert "".join(sorted(post.url[-1] for post in found)) == numbers
        assert seen(conn, range(9), provinces) == {int(number) for number in numbers}
        assert posts.tally(conn, PostQuery(scope=provinces)).posts == len(numbers)


def test_every_list_keeps_to_the_scope(house: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        for post_id in range(1, 7):
            boss = users.every(conn)[0] if users.every(conn) else web_help.staff(conn, Role.LEAD, "minh")
            assignments.put(conn, Task(post_id, boss.id, None, "", boss.id, 0))
    web_help.signed_in(house, dsn, provinces=["48"])
    body = house.get("/api/v1/posts").json()
    assert (len(body["posts"]), body["total"]) == (4, 4)
    assert len(house.get("/api/v1/posts.jsonl").text.splitlines()) == 4
    assert len(house.get("/api/v1/flags").json()["items"]) == 4
    assert house.get("/api/v1/flags?day=2026-11-21").json()["open_earlier"] == 4
    assert len(house.get("/api/v1/assignments?mine=false").json()["assignments"]) == 4
    for page, mark in (("/", 'id="tin-1"'), ("/tim-kiem", "/tin/1"), ("/viec?ai=tat-ca", "/tin/1")):
        text = house.get(page).text
        assert mark not in text
        assert mark.replace("1", "2") in text


@pytest.mark.parametrize("provinces", [("75",), ("48",), ("48", "75"), ("01",)])
def test_every_number_is_of_the_posts_that_are_seen(house: TestClient, dsn: str, provinces: tuple[str, ...]) -> None:
    window = Window(factory.NOON.date() - timedelta(days=6), factory.NOON.date())
    with connect(dsn) as conn:
        found = posts.search(conn, PostQuery(scope=provinces)).posts
        assert counts.totals(conn, window, provinces).posts == len(found)
        assert [row.posts for row in counts.by_topic(conn, window, provinces)] == [len(found)]
        assert sum(day.posts for day in counts.by_day(conn, window, scope=provinces)) == len(found)
        assert sum(day.posts for day in counts.by_day(conn, window, source="bao-tho", scope=provinces)) == 2
        named = Counter(place.code for post in found for place in post.places if place.code)
        assert {row.province: row.posts for row in counts.by_province(conn, window, scope=provinces)} == named
        assert {row.source: row.posts for row in counts.by_source(conn, window, scope=provinces)} == Counter(
            post.source for post in found
        )
        assert {row.target.value: row.negative for row in counts.by_target(conn, window, scope=provinces)} == Counter(
            target.value for post in found for target in post.prediction.targets
        )
        assert sum(line.items for line in answering.speed(conn, window, provinces)) == len(found)
        assert sum(line.asked for line in answering.loop(conn, window, provinces)) == len(found)


def test_statistics_keep_to_the_scope_and_withhold_small_numbers(house: TestClient, dsn: str) -> None:
    web_help.signed_in(house, dsn, provinces=["75"])
    window = "from=2026-11-14&to=2026-11-20"
    (cell,) = house.get(f"/api/v1/stats?every=all&{window}").json()["cells"]
    assert (cell["posts"], cell["negative"]) == (5, 5)
    targets = house.get(f"/api/v1/stats?every=all&by=target&{window}").json()["cells"]
    assert {one["posts"] for one in targets} == {5}
    whole = house.get(f"/api/v1/stats/topics?{window}").json()
    assert (whole["posts"], whole["topics"][0]["posts"]) == (5, 5)
    web_help.signed_in(house, dsn, login="minh", provinces=["48"])
    (cell,) = house.get(f"/api/v1/stats?every=all&{window}").json()["cells"]
    assert (cell["few"], cell["posts"]) == (True, None)
    line = house.get(f"/api/v1/stats/topics?{window}").json()["topics"][0]
    assert [line[name] for name in ("posts", "flagged", "positive", "neutral", "negative")] == [None] * 5


def test_the_overview_tells_of_the_scope(house: TestClient, dsn: str) -> None:
    tiles = []
    for login, provinces in (("tat-ca", ()), ("lan", ("48",))):
        web_help.signed_in(house, dsn, login=login, provinces=provinces)
        page = re.sub(r"\s+", " ", house.get("/toan-canh?den=2026-11-20").text)
        tiles.append(re.findall(r"<b>(\d+)</b> tin", page)[:3])
    assert tiles == [["6", "6", "6"], ["4", "4", "4"]]


@pytest.mark.parametrize(
    "path", ["/bao-cao", "/bao-cao/1", "/bao-cao/1/word", "/api/v1/reports", "/api/v1/reports/1.docx"]
)
def test_reports_are_for_those_who_look_after_the_whole_country(house: TestClient, dsn: str, path: str) -> None:
    web_help.signed_in(house, dsn, Role.LEAD, provinces=["48"])
    refused = house.get(path)
    assert refused.status_code == 403
    assert "cả nước" in refused.text
    assert 'href="/bao-cao"' not in house.get("/").text
    web_help.signed_in(house, dsn, Role.VIEWER, "minh")
    assert house.get(path).status_code in {200, 404}
    assert 'href="/bao-cao"' in house.get("/").text


def test_nobody_decides_outside_of_their_provinces(house: TestClient, dsn: str) -> None:
    web_help.signed_in(house, dsn, provinces=["48"])
    refused = house.post("/api/v1/posts/1/reviews", json={"decision": "handled", "revision": 0})
    assert (refused.status_code, refused.json()["type"]) == (403, "/api/v1/docs#not-allowed")
    assert "phạm vi" in refused.json()["detail"]
    many = house.post("/quyet-dinh", data={"chosen": ["1:0", "2:0", "99:0"], "decision": "handled"})
    assert many.status_code == 409
    assert many.text.count("thuộc tỉnh, thành phố khác") == 1
    web_help.signed_in(house, dsn, login="minh")
    assert [len(house.get(f"/api/v1/posts/{number}/reviews").json()) for number in (1, 2)] == [0, 1]
    assert house.get("/api/v1/posts/99/reviews").status_code == 404


def test_a_story_cannot_be_put_to_one_that_is_not_seen(house: TestClient, dsn: str) -> None:
    web_help.signed_in(house, dsn, provinces=["48"])
    assert house.post("/tin/2/gop", data={"other": "/tin/1"}).status_code == 403


def test_an_administrator_says_who_looks_after_what(house: TestClient, dsn: str) -> None:
    web_help.signed_in(house, dsn, Role.ADMIN, "quantri")
    given = {"login": "minh", "name": "Lê Minh", "role": "reviewer", "province": ["48", "75"]}
    assert house.post("/quan-tri/nguoi", data=given).status_code == 200
    assert "2 tỉnh, thành phố" in house.get("/quan-tri").text
    with connect(dsn) as conn:
        minh = next(user for user in users.every(conn) if user.login == "minh")
    assert minh.scope == ("48", "75")
    change = {"role": "reviewer", "active": "true"}
    assert house.post(f"/quan-tri/nguoi/{minh.id}", data=change | {"province": "00"}).status_code == 422
    assert house.post(f"/quan-tri/nguoi/{minh.id}", data=change).status_code == 303
    with connect(dsn) as conn:
        assert users.get(conn, minh.id).scope is None


def test_leads_and_administrators_lead() -> None:
    assert {role for role in Role if Viewer(1, "a", "A", role).leads} == {Role.LEAD, Role.ADMIN}
