"""Posts by topic and everything else that one may ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from domain.post import Place, PostKind, ProcessedPost
from domain.prediction import Sentiment, Stance, Target
from store import audit
from store.db import connect


def alone(number: int, **changes: Any) -> ProcessedPost:
    words = " ".join(f"câu{number}y{word}" for word in range(30))
    values = {"text": words, "title": f"Bài {number}", "prediction": factory.prediction(), **changes}
    return factory.post(url=f"https://a.example/{number}", **values)


@pytest.fixture
def api(client: TestClient, dsn: str) -> TestClient:
    """Five posts, each of which another condition finds."""
    union = factory.prediction(
        labels=("bhxh",),
        topics={"bhxh": 0.9},
        sentiment=Sentiment.POSITIVE,
        targets={Target.UNION: Stance(Sentiment.POSITIVE, 0.8)},
    )
    away = factory.prediction(relevant=False, relevant_prob=0.02, labels=(), topics={}, needs_answer=False)
    hour = timedelta(hours=1)
    with connect(dsn) as conn:
        web_help.fill(
            conn,
            [
                alone(1),
                alone(2, prediction=union, flag=None, published_at=factory.NOON - hour),
                alone(3, source="bao-tho", kind=PostKind.COMMENT, title="", published_at=factory.NOON - 2 * hour),
                alone(4, places=(Place("Đà Nẵng", "48"),), flag=None, published_at=factory.NOON - timedelta(days=3)),
                alone(5, prediction=away, flag=None, published_at=factory.NOON - timedelta(days=4)),
            ],
        )
    web_help.signed_in(client, dsn)
    return client


def found(api: TestClient, query: str) -> list[str]:
    answer = api.get(f"/api/v1/posts?{query}")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] == len(body["posts"]) or body["next_cursor"] or "cursor" in query
    return [post["url"][-1] for post in body["posts"]]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", "1234"),
        ("relevant=any", "12345"),
        ("relevant=false", "5"),
        ("topic=bhxh", "2"),
        ("topic=bhxh&topic=no-luong", "1234"),
        ("sentiment=positive", "2"),
        ("target=union", "2"),
        ("target=employer&target_sentiment=negative", "134"),
        ("province=48", "4"),
        ("source=bao-tho", "3"),
        ("kind=comment", "3"),
        ("flagged=false", "24"),
        ("status=open", "13"),
        ("status=open&topic=no-luong&kind=comment", "3"),
        ("status=decided", ""),
        ("status=handled&relevant=any", ""),
        ("source_kind=press", "3"),
        ("needs_answer=true&flagged=false", "24"),
        ("needs_answer=false&relevant=any", "5"),
        ("q=câu2y7", "2"),
        ("q=cau2y7", "2"),
        ("q=%22câu2y7 câu2y8%22", "2"),
        ("q=bài -câu1y1", "24"),
        ("from=2026-11-20", "123"),
        ("to=2026-11-17", "4"),
        ("from=2026-11-17&to=2026-11-17&province=48&topic=no-luong&sentiment=negative", "4"),
        ("topic=&sentiment=&q=&from=", "1234"),
    ],
)
def test_conditions_can_be_asked_for_alone_and_together(api: TestClient, query: str, numbers: str) -> None:
    assert "".join(sorted(found(api, query))) == numbers


def test_pages_follow_each_other_without_a_gap(api: TestClient) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        body = api.get(f"/api/v1/posts?relevant=any&limit=2&cursor={cursor}").json()
        seen += [post["url"][-1] for post in body["posts"]]
        assert body["total"] == 5
        cursor = body["next_cursor"]
    assert seen == list("12345")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("topic=khong-co", "topic"),
        ("sentiment=angry", "sentiment"),
        ("target_sentiment=negative", "target_sentiment"),
        ("province=00", "province"),
        ("kind=tweet", "kind"),
        ("from=2026-02-30", "from"),
        ("from=hom-qua", "from"),
        ("from=0001-01-01", "from"),
        ("from=2026-11-20&to=2026-11-19", "to"),
        ("cursor=abc", "cursor"),
        ("cursor=1-99999999999999999999999", "cursor"),
        ("cursor=1;DROP TABLE posts", "cursor"),
        ("limit=0", "limit"),
        ("limit=100000", "limit"),
        ("q=a%00b", "q"),
        ("q=" + "a" * 301, "q"),
        ("author=lan", "author"),
        ("name=lan", "name"),
    ],
)
def test_a_bad_question_is_refused_in_plain_words(api: TestClient, query: str, parameter: str) -> None:
    answer = api.get(f"/api/v1/posts?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["type"], body["status"]) == ("/api/v1/docs#bad-request", 422)
    assert [wrong["parameter"] for wrong in body["errors"]] == [parameter]
    assert body["errors"][0]["detail"]
    assert api.get(f"/tim-kiem?{query}").status_code == 422


@pytest.mark.parametrize("q", ["!!!", "&|()", "'", '"', "-", "a:*b", "nợ -", "\\", "%", "ñ 漢字 🙂", "-chỉ -bỏ"])
def test_odd_words_find_nothing_or_something_but_never_break(api: TestClient, q: str) -> None:
    assert api.get("/api/v1/posts", params={"q": q}).status_code == 200
    assert api.get("/tim-kiem", params={"q": q}).status_code == 200


def test_a_list_gives_an_excerpt_and_the_text_stands_alone(api: TestClient, dsn: str) -> None:
    post = api.get("/api/v1/posts?limit=1").json()["posts"][0]
    assert "text" not in post
    assert len(post["excerpt"]) <= 324
    whole = api.get(f"/api/v1/posts/{post['id']}").json()
    assert whole["text"].startswith("câu1y0 câu1y1")
    with connect(dsn) as conn:
        newest = audit.newest(conn)[0]
    assert (newest.action, newest.subject, newest.who) == ("post_viewed", f"post:{post['id']}", "lan")


def test_no_answer_has_a_place_for_an_author(api: TestClient) -> None:
    schemas = api.get("/api/v1/openapi.json").json()["components"]["schemas"]
    fields = {field for schema in schemas.values() for field in schema.get("properties", {})}
    assert "title" in fields
    assert not fields & {
        "author",
        "authors",
        "byline",
        "by",
        "user",
        "username",
        "handle",
        "commenter",
        "email",
        "phone",
    }


@pytest.mark.parametrize("post_id", ["0", "-1", "99", "1.5", "abc", "9" * 30])
def test_a_post_that_is_not_there_is_said_so(api: TestClient, post_id: str) -> None:
    for path in (f"/api/v1/posts/{post_id}", f"/api/v1/posts/{post_id}/reviews", f"/tin/{post_id}"):
        assert api.get(path).status_code in {404, 422}


def test_counts_of_topics_come_with_the_week_before(api: TestClient) -> None:
    body = api.get("/api/v1/stats/topics?from=2026-11-20&to=2026-11-20").json()
    topics = {line["topic"]: line for line in body["topics"]}
    assert (body["posts"], body["relevant"], body["flagged"]) == (3, 3, 2)
    assert (topics["no-luong"]["posts"], topics["no-luong"]["negative"], topics["no-luong"]["posts_before"]) == (
        2,
        2,
        0,
    )
    assert topics["bhxh"]["positive"] == 1
    assert topics["nha-o"]["posts"] == 0
    later = api.get("/api/v1/stats/topics?from=2026-11-18&to=2026-11-20").json()
    assert {line["topic"]: line["posts_before"] for line in later["topics"]}["no-luong"] == 1


@pytest.mark.parametrize("query", ["from=2026-11-20&to=2026-11-19", "from=2020-01-01&to=2026-11-19", "to=x"])
def test_a_bad_window_is_refused(api: TestClient, query: str) -> None:
    assert api.get(f"/api/v1/stats/topics?{query}").status_code == 422


def test_the_flagged_list_of_a_day(api: TestClient) -> None:
    body = api.get("/api/v1/flags?day=2026-11-20").json()
    assert [item["post"]["url"][-1] for item in body["items"]] == ["1", "3"]
    assert body["items"][0]["post"]["flag"]["reasons"] == {
        "unpaid-wages": "Người lao động bị nợ lương, chậm trả chế độ"
    }
    assert api.get("/api/v1/flags").json() == body
    assert api.get("/api/v1/flags?day=2026-11-21").json()["open_earlier"] == 2


def test_sources_topics_and_reports_are_listed(api: TestClient) -> None:
    assert {source["slug"] for source in api.get("/api/v1/sources").json()} == {"congdoan-mau", "bao-tho"}
    assert len(api.get("/api/v1/topics").json()) == 24
    assert api.get("/api/v1/reports?kind=weekly").json() == {"reports": [], "next_cursor": None}
