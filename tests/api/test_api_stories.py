"""Stories taken apart and put together; saved searches and counts per filter."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from dashboards import search
from dashboards.changes import compared
from store import audit, counting, posts, sql, tallying
from store.db import connect
from store.posts import PostQuery

LONG = " ".join(f"câu số {number} kể một việc khác ở xưởng may" for number in range(40))


@pytest.fixture
def site(client: TestClient, dsn: str) -> TestClient:
    """Posts 1 to 3 are copies of a story, 4 stands alone; the publisher changed post 1."""
    copies = [factory.post(url=f"https://a.example/{number}", text=LONG) for number in range(3)]
    alone = factory.posts(1)[0]
    later = factory.post(
        url="https://a.example/0", text=LONG.replace("số 7 kể", "bảy nói"), fetched_at=factory.NOON + timedelta(hours=1)
    )
    with connect(dsn) as conn:
        web_help.fill(conn, [*copies, alone])
        web_help.fill(conn, [later])
    web_help.signed_in(client, dsn)
    return client


def story_of(site: TestClient, post_id: int) -> str:
    """Address of a post's story; empty for none."""
    page = site.get(f"/tin/{post_id}").text
    return page.split('href="/chuyen/')[1].split('"')[0] if 'href="/chuyen/' in page else ""


def test_a_story_shows_its_copies_and_what_was_changed(site: TestClient) -> None:
    page = site.get(f"/chuyen/{story_of(site, 1)}").text
    assert page.count('name="chosen"') == 3
    assert "<del>" in page
    assert "bảy nói" in page
    assert site.get("/chuyen/99").status_code == 404


def test_a_flash_report_is_one_click_away_from_a_story(site: TestClient) -> None:
    page = site.get(f"/chuyen/{story_of(site, 1)}").text
    action = page.split('action="/tin/')[1].split('"')[0]
    assert action.endswith("/bao-cao-nhanh")
    made = site.post(f"/tin/{action}")
    assert made.headers["location"].startswith("/bao-cao/")
    assert "BÁO CÁO NHANH" in site.get(f"{made.headers['location'].split('?')[0]}/xem").text


def test_a_story_is_taken_apart_and_put_together(site: TestClient) -> None:
    story = story_of(site, 1)
    for chosen in ([], [1, 2, 3], [4]):
        assert site.post(f"/chuyen/{story}/tach", data={"chosen": chosen}).status_code == 422
    assert site.post(f"/chuyen/{story}/tach", data={"chosen": [1]}).headers["location"] == "/tin/1"
    assert story_of(site, 1) == ""
    assert story_of(site, 2) == story_of(site, 3) != ""
    assert site.post("/tin/1/gop", data={"other": "http://x/tin/4"}).status_code == 303
    assert story_of(site, 1) == story_of(site, 4) != ""
    for other in ("/tin/999", "1", "abc", "/tin/0"):
        assert site.post("/tin/1/gop", data={"other": other}).status_code in {404, 422}


def test_versions_are_compared_word_by_word() -> None:
    cuts = [(cut.kind, cut.text.strip()) for cut in compared("nợ lương hai tháng", "nợ lương ba tháng liền")]
    assert cuts == [("same", "nợ lương"), ("gone", "hai"), ("new", "ba"), ("same", "tháng"), ("new", "liền")]


def test_a_search_is_kept_found_again_and_forgotten(site: TestClient, dsn: str) -> None:
    kept = site.post("/tim-kiem/luu?topic=no-luong&province=75", data={"name": " Nợ  lương <b> "})
    assert kept.headers["location"] == "/tim-kiem?topic=no-luong&province=75"
    page = site.get("/tim-kiem").text
    assert 'href="/tim-kiem?topic=no-luong&amp;province=75"' in page
    assert "Nợ lương &lt;b&gt;" in page
    assert site.post("/tim-kiem/luu?topic=khong", data={"name": "x"}).status_code == 422
    (one,) = site.get("/api/v1/searches").json()
    assert site.delete(f"/api/v1/searches/{one['id']}").status_code == 204
    with connect(dsn) as conn:
        assert [entry.action for entry in audit.newest(conn)[:2]] == ["search_removed", "search_saved"]
    assert site.delete(f"/api/v1/searches/{one['id']}").status_code == 404
    given = {"name": "Tuần", "filters": {"flagged": True, "from": "2026-11-16"}}
    made = site.post("/api/v1/searches", json=given)
    assert (made.status_code, made.json()["page"]) == (201, "/tim-kiem?flagged=true&from=2026-11-16")


def test_searches_of_others_are_their_own(site: TestClient, dsn: str) -> None:
    site.post("/tim-kiem/luu?topic=no-luong", data={"name": "Của Lan"})
    web_help.signed_in(site, dsn, login="minh")
    assert "Của Lan" not in site.get("/tim-kiem").text
    assert site.post("/tim-kiem/luu/1/xoa").status_code == 404
    with connect(dsn) as conn:
        assert audit.newest(conn)[0].action == "search_saved"


def test_counts_per_filter_are_the_same_from_the_rollup_and_one_by_one(site: TestClient, dsn: str) -> None:
    november = PostQuery(first=date(2026, 11, 1), last=date(2026, 11, 30))
    with connect(dsn) as conn:
        rolled, counted = posts.tally(conn, november), posts.tally(conn, PostQuery(needs_answer=True))
        few = posts.tally(conn, PostQuery(needs_answer=True), most=3)
    assert rolled == counted
    assert rolled.parts["topic"] == {"no-luong": 4}
    assert (few.posts, few.more) == (3, True)


def test_where_counting_stops_it_goes_on_when_somebody_asks(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallying, "MOST", 2)
    monkeypatch.setattr(search, "LIMIT", 1)
    asked = "/api/v1/posts?province=75&limit=1"
    answers = [site.get(asked).json(), site.get(f"{asked}&count=exact").json()]
    assert [(one["total"], one["more"]) for one in answers] == [(2, True), (4, False)]
    assert len(site.get("/api/v1/posts.jsonl?province=75").text.splitlines()) == 4
    page = site.get("/tim-kiem?province=75").text
    link = re.search(r'<b>hơn 2</b> tin <a class="hint" href="([^"]+)">đếm đủ</a>', page)
    assert link is not None
    assert "<b>4</b> tin" in site.get(html.unescape(link[1])).text
    assert "1.000 tin mới nhất" in page
    monkeypatch.setattr(counting, "PATIENCE", "1ms")
    monkeypatch.setattr(counting, "_way", lambda _query: "slow")
    monkeypatch.setattr(counting, "load", lambda module: {**sql.load(module), "slow": "SELECT pg_sleep(1)"})
    assert "đếm đủ mất quá lâu" in site.get(html.unescape(link[1])).text
    slow = site.get(f"{asked}&count=exact").json()
    assert (slow["total"], slow["more"]) == (2, True)
