"""Statistics, stories, decisions, corrections, campaigns and reports for programs; every long list page by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from domain.post import ProcessedPost, Words
from domain.prediction import Sentiment, Stance, Target
from domain.times import Window
from nlp.lexemes import lexemes
from store import audit, reports
from store.db import connect

DAY = timedelta(days=1)


def told(number: int, **changes: Any) -> ProcessedPost:
    values = {"text": " ".join(f"ý{number}z{word}" for word in range(30)), "prediction": factory.prediction()}
    return factory.post(url=f"https://a.example/{number}", **values | changes)


@pytest.fixture
def api(client: TestClient, dsn: str) -> TestClient:
    """Seven posts of Đồng Nai, of which one is a week older; two of Đà Nẵng; three stories with 4, 3 and 2 posts."""
    kind = factory.prediction(
        sentiment=Sentiment.POSITIVE, targets={Target.UNION: Stance(Sentiment.POSITIVE, 0.8)}, labels=("bhxh",)
    )
    batch = [told(number) for number in range(6)] + [told(6, published_at=factory.NOON - 7 * DAY)]
    batch += [told(number, places=(factory.place("Đà Nẵng", "48"),), prediction=kind) for number in (7, 8)]
    for story, copies in enumerate((4, 3, 2)):
        words = " ".join(f"chuyện{story}w{word}" for word in range(60))
        batch += [told(20 + 10 * story + copy, text=words, places=(), source="bao-tho") for copy in range(copies)]
    with connect(dsn) as conn:
        web_help.fill(conn, batch)
        for number in range(3):
            day = factory.NOON.date() - number * 7 * DAY
            reports.add(conn, "weekly", Window(day - 4 * DAY, day), value={}, docx=b"PK", html="<p>")
    web_help.signed_in(client, dsn)
    return client


def cells(api: TestClient, query: str) -> dict[str, Any]:
    answer = api.get(f"/api/v1/stats?every=all&from=2026-11-01&to=2026-11-20&{query}")
    assert answer.status_code == 200, answer.text
    return {cell["value"]: cell for cell in answer.json()["cells"]}


@pytest.mark.parametrize(
    ("query", "posts"),
    [
        ("", {"": 18}),
        ("by=topic", {"bhxh": 2, "no-luong": 16}),
        ("by=topic&topic=bhxh", {"bhxh": 2}),
        ("by=sentiment", {"negative": 16, "positive": 2}),
        ("sentiment=positive", {"": 2}),
        ("by=target", {"employer": 16, "union": 2, "workers": 16}),
        ("by=target&topic=bhxh", {"union": 2}),
        ("by=topic&target=workers", {"no-luong": 16}),
        ("by=source_kind", {"press": 9, "union_portal": 9}),
        ("by=kind&source_kind=press", {"news": 9}),
        ("by=source", {"bao-tho": 9, "congdoan-mau": 9}),
        ("by=province", {"75": 7, "48": None}),
        ("province=48", {"": None}),
        ("by=sentiment&kind=news", {"negative": 16, "positive": 2}),
    ],
)
def test_posts_are_counted_by_one_property(api: TestClient, query: str, posts: dict[str, int | None]) -> None:
    assert {value: cell["posts"] for value, cell in cells(api, query).items()} == posts


def test_periods_are_days_iso_weeks_and_months(api: TestClient) -> None:
    firsts = {}
    for every in ("day", "week", "month", "all"):
        body = api.get(f"/api/v1/stats?every={every}&from=2026-11-03&to=2026-11-20&topic=no-luong").json()
        firsts[every] = [(cell["first"], cell["posts"]) for cell in body["cells"]]
    assert firsts == {
        "day": [("2026-11-13", 1), ("2026-11-20", 15)],
        "week": [("2026-11-09", 1), ("2026-11-16", 15)],
        "month": [("2026-11-01", 16)],
        "all": [("2026-11-03", 16)],
    }


def test_small_cells_of_places_and_sources_are_withheld_with_their_parts(api: TestClient) -> None:
    found = cells(api, "by=province")
    numbers = ("posts", "relevant", "flagged", "positive", "neutral", "negative")
    assert found["48"]["few"] is True
    assert [found["48"][name] for name in numbers] == [None] * 6
    assert [found["75"][name] for name in numbers] == [7, 7, 7, 0, 0, 7]
    mixed = cells(api, "by=source")["congdoan-mau"]
    assert (mixed["posts"], mixed["flagged"]) == (9, 9)
    # Two of nine are positive: seven negative ones would tell it.
    assert (mixed["positive"], mixed["negative"], mixed["relevant"]) == (None, None, None)
    assert cells(api, "by=topic")["bhxh"]["posts"] == 2


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=2026-11-20&to=2026-11-19", "to"),
        ("from=2020-01-01&to=2026-11-19", "from"),
        ("topic=khong", "topic"),
        ("province=00", "province"),
        ("by=target&province=75", "province"),
        ("by=source&target=union", "source"),
        ("by=author", "by"),
        ("every=hour", "every"),
        ("author=lan", "author"),
    ],
)
def test_a_count_that_makes_no_sense_is_refused(api: TestClient, query: str, parameter: str) -> None:
    answer = api.get(f"/api/v1/stats?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, parameter)


def pages(api: TestClient, path: str, items: str) -> list[list[Any]]:
    """All pages of a list, two items each."""
    found, cursor = [], ""
    while cursor is not None:
        join = "&" if "?" in path else "?"
        body = api.get(f"/api/v1/{path}{join}limit=2{f'&cursor={cursor}' if cursor else ''}").json()
        found.append(body[items])
        cursor = body["next_cursor"]
    return found


def test_stories_come_the_most_copied_first_and_open(api: TestClient, dsn: str) -> None:
    found = pages(api, "stories", "stories")
    assert [[story["posts"] for story in page] for page in found] == [[4, 3], [2]]
    assert found[0][0]["sources"] == 1
    whole = api.get(f"/api/v1/stories/{found[0][1]['id']}").json()
    assert len(whole["posts"]) == 3
    with connect(dsn) as conn:
        assert audit.newest(conn)[0].action == "story_viewed"
    assert api.get("/api/v1/stories/99").status_code == 404
    assert api.get("/api/v1/stories?to=2026-11-01").json() == {"stories": [], "next_cursor": None}


def test_decisions_and_corrections_are_listed_newest_first(api: TestClient) -> None:
    for post_id in (1, 2, 3):
        api.post(f"/api/v1/posts/{post_id}/reviews", json={"decision": "handled", "revision": 0})
        fix = {"task": "sentiment", "value": "neutral", "revision": 0}
        assert api.post(f"/api/v1/posts/{post_id}/corrections", json=fix).status_code == 201
    assert [[one["post_id"] for one in page] for page in pages(api, "reviews", "reviews")] == [[3, 2], [1]]
    assert [[one["post_id"] for one in page] for page in pages(api, "corrections", "corrections")] == [[3, 2], [1]]
    assert api.get("/api/v1/reviews?decision=answered").json()["reviews"] == []
    assert api.get("/api/v1/corrections?task=needs_answer").json()["corrections"] == []
    assert len(api.get("/api/v1/corrections?task=sentiment&from=2026-01-01").json()["corrections"]) == 3
    assert api.get("/api/v1/reviews?to=2020-01-01").json()["reviews"] == []


def test_what_was_decided_elsewhere_is_not_listed(api: TestClient, dsn: str) -> None:
    api.post("/api/v1/posts/1/reviews", json={"decision": "handled", "revision": 0})
    web_help.signed_in(api, dsn, login="minh", provinces=["48"])
    assert api.get("/api/v1/reviews").json()["reviews"] == []
    assert {story["posts"] for story in api.get("/api/v1/stories").json()["stories"]} == {2, 3, 4}


def test_work_comes_in_pages_by_its_day_then_by_its_priority(api: TestClient) -> None:
    dues = {1: "2026-11-30", 2: None, 3: "2026-11-21", 4: "2026-11-21", 5: None}
    for post_id, due in dues.items():
        given = {"assignee_id": 1, "due": due, "revision": 0}
        assert api.put(f"/api/v1/posts/{post_id}/assignment", json=given).status_code == 200
    found = pages(api, "assignments", "assignments")
    assert [[one["post_id"] for one in page] for page in found] == [[4, 3], [1, 5], [2]]
    assert pages(api, "assignments?mine=false", "assignments") == found


def test_the_flagged_list_and_the_reports_come_in_pages_too(api: TestClient) -> None:
    found = pages(api, "flags?day=2026-11-20", "items")
    whole = api.get("/api/v1/flags?day=2026-11-20").json()
    assert [one for page in found for one in page] == whole["items"]
    assert {len(page) for page in found[:-1]} == {2}
    firsts = [[report["last"] for report in page] for page in pages(api, "reports?kind=weekly", "reports")]
    assert firsts == [["2026-11-20", "2026-11-13"], ["2026-11-06"]]
    for cursor in ("0-1", "99999999999-1"):
        assert api.get(f"/api/v1/reports?cursor={cursor}").status_code == 422
    assert api.get("/api/v1/flags?cursor=7000-99999").json()["items"] == []


def test_campaigns_say_who_carried_them_and_who_did_not(api: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [told(99, lexemes=lexemes(Words("hướng tới đại hội xiv công đoàn")))])
    slugs = [one["slug"] for one in api.get("/api/v1/campaigns").json()]
    body = api.get(f"/api/v1/campaigns/{slugs[1]}").json()
    assert [(one["source"], one["posts"], one["on_duty"]) for one in body["carriers"]] == [("congdoan-mau", 1, True)]
    assert body["missing"] == []
    assert api.get(f"/api/v1/campaigns/{slugs[0]}").json()["missing"] == ["Công đoàn tỉnh Mẫu"]
    assert api.get("/api/v1/campaigns/khong-co").status_code == 404
