"""Decisions, by form and by JSON: recorded once, logged, and never over somebody else's."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from api.doors import COOKIE
from store import audit, reviews
from store.db import connect

PART = {"X-Langnghe-Part": "card"}


@pytest.fixture
def desk(client: TestClient, dsn: str) -> TestClient:
    """One flagged post, number 1, and Lan who reviews."""
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
    web_help.signed_in(client, dsn)
    return client


def form(decision: str, revision: int = 0, **rest: str) -> dict[str, str]:
    return {"decision": decision, "revision": str(revision), "back": "/", **rest}


def history(dsn: str) -> list[tuple[str, str, str]]:
    with connect(dsn) as conn:
        return [(past.decision.value, past.note, past.reviewer) for past in reviews.history(conn, 1)]


def test_a_note_alone_leaves_the_post_open_and_is_shown(desk: TestClient, dsn: str) -> None:
    assert desk.post("/tin/1/quyet-dinh", data=form("noted", note="Chờ cơ sở gọi lại")).status_code == 303
    page = desk.get("/").text
    assert "Chờ cơ sở gọi lại" in page
    assert "data-open" in page
    desk.post("/tin/1/quyet-dinh", data=form("forwarded", 1, line="Ban Pháp luật"))
    desk.post("/tin/1/quyet-dinh", data=form("noted", 2, note="Đã gửi thư"))
    assert history(dsn)[0] == ("forwarded", "Ban Pháp luật\nĐã gửi thư", "Nguyễn Lan")
    assert desk.post("/tin/1/quyet-dinh", data=form("noted", 3, note=" ")).status_code == 422


def test_without_a_script_the_decision_leads_back_to_its_card(desk: TestClient, dsn: str) -> None:
    answer = desk.post("/tin/1/quyet-dinh", data=form("handled", note="Đã gọi cơ sở"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/#tin-1")
    assert history(dsn) == [("handled", "Đã gọi cơ sở", "Nguyễn Lan")]
    page = desk.get("/").text
    assert "Đã gọi cơ sở" in page
    assert 'name="revision" value="1"' in page


def test_with_a_script_only_the_card_comes_back(desk: TestClient, dsn: str) -> None:
    answer = desk.post("/tin/1/quyet-dinh", data=form("forwarded", line="Ban Chính sách"), headers=PART)
    assert answer.status_code == 200
    assert answer.headers["x-langnghe-part"] == "card"
    assert "<html" not in answer.text
    assert "Ban Chính sách" in answer.text
    assert history(dsn) == [("forwarded", "Ban Chính sách", "Nguyễn Lan")]


@pytest.mark.parametrize("headers", [{}, PART])
def test_the_second_reviewer_is_told_and_loses_nothing(desk: TestClient, dsn: str, headers: dict[str, str]) -> None:
    desk.post("/tin/1/quyet-dinh", data=form("handled"))
    with connect(dsn) as conn:
        minh = web_help.staff(conn, login="minh", name="Lê Minh")
        desk.cookies.set(COOKIE, web_help.session(conn, minh))
    late = form("dismissed", 0, line="Tin cũ", note="Điều tôi đã viết")
    answer = desk.post("/tin/1/quyet-dinh", data=late, headers=headers)
    assert answer.status_code == 409
    assert "Nguyễn Lan vừa ghi “Đã xử lý”" in answer.text
    assert "Điều tôi đã viết" in answer.text
    assert "<option selected>Tin cũ</option>" in answer.text
    assert 'name="revision" value="1"' in answer.text
    assert history(dsn) == [("handled", "", "Nguyễn Lan")]
    desk.post("/tin/1/quyet-dinh", data=late | {"revision": "1"})
    assert history(dsn)[0] == ("dismissed", "Tin cũ\nĐiều tôi đã viết", "Lê Minh")


def test_of_many_at_the_same_moment_one_decides(desk: TestClient, dsn: str) -> None:
    def decide(number: int) -> int:
        return desk.post("/tin/1/quyet-dinh", data=form("handled", note=f"người {number}")).status_code

    with ThreadPoolExecutor(6) as people:
        statuses = sorted(people.map(decide, range(6)))
    assert statuses == [303, 409, 409, 409, 409, 409]
    assert len(history(dsn)) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (form("answered", line="đã gọi điện", note="giữ lại"), "địa chỉ của câu trả lời"),
        (form("answered", line="javascript:alert(1)", note="giữ lại"), "địa chỉ của câu trả lời"),
        (form("forwarded", note="giữ lại"), "chuyển cho ai"),
        (form("dismissed", note="giữ lại"), "lý do bỏ qua"),
        (form("delete", note="giữ lại"), "quyết định có trong danh sách"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_written_stays(
    desk: TestClient, dsn: str, given: dict[str, str], sentence: str
) -> None:
    answer = desk.post("/tin/1/quyet-dinh", data=given, headers=PART)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ("giữ lại" in answer.text) is (given["decision"] != "delete")
    assert history(dsn) == []


def test_an_answer_links_to_the_public_answer(desk: TestClient) -> None:
    desk.post("/tin/1/quyet-dinh", data=form("answered", line="https://congdoan.example/tra-loi"))
    link = re.search(r'<a href="https://congdoan.example/tra-loi" rel="([^"]+)"', desk.get("/tin/1").text)
    assert link is not None
    assert "noreferrer" in link[1]


def test_a_decision_can_be_taken_back(desk: TestClient, dsn: str) -> None:
    desk.post("/tin/1/quyet-dinh", data=form("handled"))
    answer = desk.post("/tin/1/quyet-dinh", data=form("reopened", 1), headers=PART)
    assert answer.status_code == 200
    assert "data-open" in answer.text
    assert [decision for decision, _, _ in history(dsn)] == ["reopened", "handled"]
    assert "data-left>1<" in desk.get("/").text
    desk.post("/tin/1/quyet-dinh", data=form("not_relevant", 2))
    assert history(dsn)[0][0] == "not_relevant"


def test_somebody_elses_newer_decision_is_not_taken_back_unseen(desk: TestClient, dsn: str) -> None:
    desk.post("/tin/1/quyet-dinh", data=form("handled"))
    desk.post("/tin/1/quyet-dinh", data=form("not_relevant", 1))
    assert desk.post("/tin/1/quyet-dinh", data=form("reopened", 1)).status_code == 409


def test_every_decision_is_in_the_log(desk: TestClient, dsn: str) -> None:
    desk.post("/tin/1/quyet-dinh", data=form("handled", note="bí mật"))
    desk.post("/tin/1/quyet-dinh", data=form("handled"))
    with connect(dsn) as conn:
        log = [entry for entry in audit.newest(conn) if entry.action == "decision"]
    assert [(entry.who, entry.subject, dict(entry.detail)) for entry in log] == [
        ("lan", "post:1", {"decision": "handled", "revision": 1})
    ]


def test_a_decision_about_nothing_is_a_404(desk: TestClient) -> None:
    assert desk.post("/tin/77/quyet-dinh", data=form("handled")).status_code == 404
    assert desk.post("/api/v1/posts/77/reviews", json={"decision": "handled", "revision": 0}).status_code == 404


def test_a_form_leads_back_only_to_this_site(desk: TestClient) -> None:
    answer = desk.post("/tin/1/quyet-dinh", data=form("handled") | {"back": "//evil.example"})
    assert answer.headers["location"] == "/#tin-1"


def test_the_api_decides_like_the_page(desk: TestClient, dsn: str) -> None:
    given = {"decision": "forwarded", "line": "Ban Chính sách", "note": "Gấp", "revision": 0}
    answer = desk.post("/api/v1/posts/1/reviews", json=given)
    assert answer.status_code == 201
    assert (answer.json()["revision"], answer.json()["note"]) == (1, "Ban Chính sách\nGấp")
    again = desk.post("/api/v1/posts/1/reviews", json=given)
    assert again.status_code == 409
    assert again.json()["type"] == "/api/v1/docs#decided-meanwhile"
    assert desk.get("/api/v1/posts/1/reviews").json() == [answer.json()]
    bad = desk.post("/api/v1/posts/1/reviews", json={"decision": "answered", "revision": 1})
    assert bad.status_code == 422
    unknown = desk.post("/api/v1/posts/1/reviews", json=given | {"author": "x"})
    assert unknown.json()["errors"][0]["parameter"] == "author"


@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', '{"decision": "handled", "revision": "\\ud800"}', "{}"])
def test_a_broken_body_is_a_problem_and_no_failure(desk: TestClient, body: str) -> None:
    answer = desk.post("/api/v1/posts/1/reviews", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"]
