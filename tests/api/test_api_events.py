"""Events on the pages: each text once with its copies, taken apart and put together, within a person's provinces."""

from __future__ import annotations

import re
from datetime import timedelta

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from pipeline.linking import link_waiting
from store import audit, events, posts
from store.db import connect
from store.posts import PostQuery

FIRE = (
    "Khoảng 10 giờ sáng, lửa bốc lên từ kho hạt nhựa của Công ty CP Nhựa Đại Lộc ở Mỹ Hào. Hơn 104 công nhân đang "
    "trong ca kịp chạy ra sân, tám xe chữa cháy được điều tới, đến trưa đám cháy mới được khống chế."
)
VISIT = (
    "Chiều nay, cán bộ công đoàn đến động viên công nhân Nhựa Đại Lộc sau vụ cháy kho hạt nhựa ở Mỹ Hào. Công ty cam "
    "kết trả lương ngừng việc cho 104 người trong thời gian sửa xưởng."
)
BLOOD = (
    "Ngày hội hiến máu sáng nay thu 436 đơn vị máu từ 420 đoàn viên các khu công nghiệp, vượt kế hoạch của tỉnh đề ra."
)


@pytest.fixture
def site(client: TestClient, dsn: str) -> TestClient:
    """Posts 1 and 2 are copies, 3 tells of the same fire, 4 of something else."""
    told = [("Cháy kho nhựa", FIRE), ("Cháy kho nhựa", FIRE), ("Thăm công nhân", VISIT), ("Hiến máu", BLOOD)]
    batch = [
        factory.post(
            url=f"https://a.example/{number}",
            title=title,
            text=text,
            places=(factory.place("Hưng Yên", "33"),),
            published_at=factory.NOON + timedelta(minutes=number) - timedelta(hours=1),
        )
        for number, (title, text) in enumerate(told)
    ]
    with connect(dsn) as conn:
        web_help.fill(conn, batch)
    link_waiting(dsn)
    web_help.signed_in(client, dsn)
    return client


def event_of(site: TestClient, post_id: int) -> str:
    """Address of the page of a post's event; empty for none."""
    page = site.get(f"/tin/{post_id}").text
    found = re.search(r'href="(/su-viec/[0-9]+)"', page)
    return found[1] if found else ""


def told_elsewhere(dsn: str, event: str) -> int:
    """Post 5, of Đà Nẵng, tells of the same event; its number."""
    number = int(event.rpartition("/")[2])
    elsewhere = factory.post(url="https://d.example/", text="lời khác " * 20, places=(factory.place("Đà Nẵng", "48"),))
    with connect(dsn) as conn:
        web_help.fill(conn, [elsewhere])
        events.put(conn, {5: number})
    return number


def test_the_page_of_an_event_shows_each_text_once(site: TestClient) -> None:
    page = site.get(event_of(site, 1)).text
    assert page.count('name="chosen"') == 2
    assert "<b>3</b> tin, kể cả bản chép" in page
    assert event_of(site, 2) == event_of(site, 3) == event_of(site, 1)
    assert event_of(site, 4) == ""
    assert site.get("/su-viec/99").status_code == 404


def test_a_text_is_taken_out_with_its_copies_and_put_back(site: TestClient) -> None:
    event = event_of(site, 1)
    for chosen in ([], [1, 3], [4]):
        assert site.post(f"{event}/tach", data={"chosen": chosen}).status_code == 422
    assert site.post(f"{event}/tach", data={"chosen": [3]}).headers["location"] == "/tin/3"
    assert event_of(site, 1) == event_of(site, 3) == ""
    put = site.post("/tin/3/cung-su-viec", data={"other": "http://x/tin/4"})
    assert put.headers["location"] == event_of(site, 3) == event_of(site, 4) != ""
    for other in ("/tin/999", "3", "abc"):
        assert site.post("/tin/3/cung-su-viec", data={"other": other}).status_code in {404, 422}


def test_copies_are_counted_by_their_story_only(site: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        copies = {post.id: post.copies for post in posts.search(conn, PostQuery()).posts}
    assert copies == {1: 2, 2: 2, 3: 1, 4: 1}
    assert "/chuyen/" in site.get("/tin/1").text
    assert "/chuyen/" not in site.get("/tin/3").text


def test_an_event_of_another_province_is_not_shown(site: TestClient, dsn: str) -> None:
    event = event_of(site, 1)
    web_help.signed_in(site, dsn, login="minh", provinces=("48",))
    assert site.get(event).status_code == 403


def test_a_card_leads_to_the_other_texts_on_its_event(site: TestClient, dsn: str) -> None:
    event = event_of(site, 1)
    link = f'<a href="{event}">cùng sự việc: 1 bài khác</a>'
    assert site.get("/").text.count(link) == 2  # copies are one card
    assert site.get("/tim-kiem").text.count(link) == 3
    with connect(dsn) as conn:
        conn.execute('UPDATE posts SET places = \'[{"name": "Đà Nẵng", "code": "48"}]\' WHERE id = 3')
        conn.commit()
    web_help.signed_in(site, dsn, login="minh", provinces=("33",))
    assert "bài khác" not in site.get("/").text


def test_events_are_listed_the_most_told_first_page_by_page(site: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post(url=f"https://b.example/{n}", text=f"việc {n} " * 20) for n in range(4)])
        for ids in ((5, 6, 7), (8, 4)):
            events.put(conn, dict.fromkeys(ids, events.begin(conn)))
    asked = "/api/v1/events?limit=2"
    first = site.get(asked).json()
    assert [(one["texts"], one["posts"], one["lead"]["id"]) for one in first["events"]] == [(3, 3, 5), (2, 2, 4)]
    last = site.get(f"{asked}&cursor={first['next_cursor']}").json()
    assert [(one["texts"], one["posts"], one["sources"], one["lead"]["id"]) for one in last["events"]] == [(2, 3, 1, 1)]
    assert last["next_cursor"] is None
    assert (last["events"][0]["first_at"], last["events"][0]["last_at"]) == (
        "2026-11-20T04:00:00Z",
        "2026-11-20T04:02:00Z",
    )
    assert site.get("/api/v1/events?to=2026-11-19").json() == {"events": [], "next_cursor": None}
    for wrong in ("to=2026-11-01&from=2026-11-02", "from=2020-01-01", "cursor=x"):
        assert site.get(f"/api/v1/events?{wrong}").status_code == 422


def test_an_event_gives_each_text_once_and_is_logged(site: TestClient, dsn: str) -> None:
    number = event_of(site, 1).rpartition("/")[2]
    answer = site.get(f"/api/v1/events/{number}")
    assert [(text["id"], text["copies"]) for text in answer.json()["texts"]] == [(1, 2), (3, 1)]
    assert (answer.json()["posts"], answer.json()["sources"]) == (3, 1)
    again = site.get(f"/api/v1/events/{number}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    with connect(dsn) as conn:
        assert audit.newest(conn)[0].action == "event_viewed"
    assert site.get("/api/v1/events/999").status_code == 404
    assert [site.get(f"/api/v1/posts/{post}").json()["event"] for post in (2, 4)] == [int(number), None]


def test_of_an_event_a_program_gets_what_is_in_its_provinces(site: TestClient, dsn: str) -> None:
    number = told_elsewhere(dsn, event_of(site, 1))
    web_help.signed_in(site, dsn, login="minh", provinces=("48",))
    assert [text["id"] for text in site.get(f"/api/v1/events/{number}").json()["texts"]] == [5]
    (only,) = site.get("/api/v1/events").json()["events"]
    assert (only["texts"], only["posts"], only["lead"]["id"]) == (1, 1, 5)
    web_help.signed_in(site, dsn, login="hoa", provinces=("01",))
    assert site.get(f"/api/v1/events/{number}").status_code == 403
    assert site.get("/api/v1/events").json()["events"] == []
