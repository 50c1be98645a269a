"""Correcting labels, handing posts over, deciding about many at once."""

from __future__ import annotations

import re

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from store import audit, corrections, labels, posts
from store.db import connect


@pytest.fixture
def desk(client: TestClient, dsn: str) -> TestClient:
    with connect(dsn) as conn:
        web_help.fill(conn, factory.posts(3))
    web_help.signed_in(client, dsn)
    return client


def fix(desk: TestClient, change: str, revision: int = 0) -> int:
    return desk.post("/tin/1/sua-nhan", data={"change": change, "revision": revision}).status_code


def test_a_label_is_put_right_and_what_the_model_said_stays(desk: TestClient, dsn: str) -> None:
    assert fix(desk, 'sentiment="neutral"') == 303
    assert fix(desk, "topic:bhxh=true", 1) == 303
    assert fix(desk, "topic:no-luong=false", 2) == 303
    assert fix(desk, 'target:union="positive"', 3) == 303
    assert fix(desk, "place:48=true", 4) == 303
    page = desk.get("/tin/1").text
    assert page.count("máy: tiêu cực") >= 1
    assert page.count('class="fixed"') == 5
    with connect(dsn) as conn:
        (labelled,) = labels.every(conn)
        post = posts.get(conn, 1)
    assert labelled.labels == {
        "sentiment": "neutral",
        "topic:bhxh": True,
        "topic:no-luong": False,
        "target:union": "positive",
        "place:48": True,
    }
    assert (post.prediction.sentiment, post.prediction.labels) == ("negative", ("no-luong",))


def test_a_correction_can_be_taken_back(desk: TestClient, dsn: str) -> None:
    fix(desk, 'sentiment="neutral"')
    assert fix(desk, "sentiment=null", 1) == 303
    with connect(dsn) as conn:
        assert corrections.standing(conn, 1) == {}
        assert [(one.value, one.said) for one in corrections.history(conn, 1)] == [
            (None, "negative"),
            ("neutral", "negative"),
        ]


def test_two_people_who_correct_do_not_overwrite_each_other(desk: TestClient, dsn: str) -> None:
    fix(desk, 'sentiment="neutral"')
    answer = desk.post("/tin/1/sua-nhan", data={"change": 'sentiment="positive"', "revision": 0})
    assert answer.status_code == 409
    assert "vừa sửa nhãn" in answer.text
    with connect(dsn) as conn:
        assert corrections.standing(conn, 1)["sentiment"].value == "neutral"


@pytest.mark.parametrize(
    "change",
    [
        *(
            "",
            "sentiment",
            'sentiment="angry"',
            "sentiment=true",
            "topic:khong-co=true",
            'topic:bhxh="yes"',
            "flag=true",
        ),
        *('target:boss="negative"', "place:00=true", "relevant=false", "sentiment={}", 'author="lan"', "place:48=[]"),
    ],
)
def test_what_is_no_label_is_refused(desk: TestClient, change: str) -> None:
    assert fix(desk, change) == 422
    task, _, value = change.partition("=")
    answer = desk.post("/api/v1/posts/1/corrections", json={"task": task, "value": value, "revision": 0})
    assert answer.status_code == 422


def test_the_api_corrects_as_the_page_does(desk: TestClient) -> None:
    given = {"task": "needs_answer", "value": False, "revision": 0}
    answer = desk.post("/api/v1/posts/1/corrections", json=given)
    assert (answer.status_code, answer.json()["said"], answer.json()["who"]) == (201, True, "Nguyễn Lan")
    assert desk.post("/api/v1/posts/1/corrections", json=given).status_code == 409
    assert len(desk.get("/api/v1/posts/1/corrections").json()) == 1


def test_a_post_is_handed_over_with_a_due_date(desk: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        minh = web_help.staff(conn, login="minh", name="Lê Minh")
    form = {"assignee": minh.id, "due": "2026-11-19", "note": "Gọi công đoàn cơ sở", "revision": 0}
    assert desk.post("/tin/1/giao", data=form).status_code == 303
    again = desk.post("/tin/1/giao", data=form)
    assert again.status_code == 409
    assert "vừa giao cho Lê Minh" in again.text
    assert "Không có việc nào" in desk.get("/viec").text
    everybody = desk.get("/viec?ai=tat-ca").text
    assert "Quá hạn 19/11/2026" in re.sub(r"\s+", " ", everybody)
    assert "Gọi công đoàn cơ sở" in everybody
    assert [one["assignee"] for one in desk.get("/api/v1/assignments?mine=false").json()["assignments"]] == ["Lê Minh"]
    with connect(dsn) as conn:
        assert audit.newest(conn)[0].action == "assigned"


def test_work_ends_with_a_decision(desk: TestClient, dsn: str) -> None:
    me = desk.put("/api/v1/posts/1/assignment", json={"assignee_id": 1, "revision": 0})
    assert me.status_code == 200
    assert len(desk.get("/api/v1/assignments").json()["assignments"]) == 1
    desk.post("/api/v1/posts/1/reviews", json={"decision": "handled", "revision": 0})
    assert desk.get("/api/v1/assignments").json() == {"assignments": [], "next_cursor": None}


@pytest.mark.parametrize("assignee", [999, "viewer"])
def test_work_is_given_to_those_who_may_do_it(desk: TestClient, dsn: str, assignee: int | str) -> None:
    if assignee == "viewer":
        with connect(dsn) as conn:
            assignee = web_help.staff(conn, web_help.Role.VIEWER, "xem").id
    assert desk.post("/tin/1/giao", data={"assignee": assignee, "revision": 0}).status_code == 422


def test_many_posts_are_decided_at_once_and_collisions_named(desk: TestClient) -> None:
    desk.post("/api/v1/posts/2/reviews", json={"decision": "handled", "revision": 0})
    form = {"chosen": ["1:0", "2:0", "3:0", "99:0", "x"], "decision": "dismissed", "line": "Tin cũ"}
    answer = desk.post("/quyet-dinh", data=form)
    assert answer.status_code == 409
    assert "Đã ghi 2 tin" in answer.text
    assert "Tin 2" in answer.text
    decided = [desk.get(f"/api/v1/posts/{number}/reviews").json()[0]["decision"] for number in (1, 2, 3)]
    assert decided == ["dismissed", "handled", "dismissed"]
    assert desk.post("/quyet-dinh", data={"decision": "handled"}).status_code == 422
    assert desk.post("/quyet-dinh", data={"chosen": "1:1", "decision": "dismissed"}).status_code == 409
    assert desk.post("/quyet-dinh", data={"chosen": "1:1", "decision": "handled", "back": "//x"}).headers[
        "location"
    ] == ("/")


def test_all_that_a_search_finds_is_decided_at_once_and_taken_back(desk: TestClient, dsn: str) -> None:
    desk.post("/api/v1/posts/2/reviews", json={"decision": "relevant", "revision": 0})
    page = desk.get("/tim-kiem/chon?flagged=true").text
    assert "Quyết định 3 tin cùng lúc" in page
    marks = re.findall(r'name="chosen" value="([0-9:]+)" checked', page)
    assert sorted(marks) == ["1:0", "2:1", "3:0"]
    form = {"chosen": marks, "decision": "handled", "told": "yes", "back": "/tim-kiem?flagged=true"}
    answer = desk.post("/quyet-dinh", data=form)
    assert (answer.status_code, "Đã ghi 3 tin" in answer.text) == (200, True)
    undo = re.findall(r'name="chosen" value="([0-9:]+)"', answer.text)
    back = desk.post("/quyet-dinh", data={"chosen": undo, "decision": "reopened", "told": "yes"})
    assert (back.status_code, "Hoàn tác cả" in back.text) == (200, False)
    decided = [desk.get(f"/api/v1/posts/{number}/reviews").json()[0]["decision"] for number in (1, 2, 3)]
    assert decided == ["reopened", "reopened", "reopened"]


def test_a_search_that_makes_no_sense_chooses_nothing(desk: TestClient) -> None:
    assert desk.get("/tim-kiem/chon?topic=khong-co").status_code == 422
    assert "Không có tin nào khớp" in desk.get("/tim-kiem/chon?topic=bhxh").text
