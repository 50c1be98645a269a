"""Events on the pages: each text once with its copies, taken apart and put together, within a person's provinces."""

from __future__ import annotations

import re
from datetime import timedelta

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from pipeline.linking import link_waiting
from store import posts
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
