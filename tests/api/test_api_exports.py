"""Posts as files: as many as the screen says, and nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import factory
import pytest
import web_help
from openpyxl import load_workbook
from pyarrow import parquet
from starlette.testclient import TestClient

from api.exports.columns import COLUMNS, QUOTATION, cell
from domain.post import PostKind
from store import audit
from store.db import connect

FORMULA = '=HYPERLINK("http://x.example";"bấm")'


@pytest.fixture
def api(client: TestClient, dsn: str) -> TestClient:
    """620 posts: more than one page of the walk."""
    odd = {"title": FORMULA, "text": "@SUM(A1) " + "chữ dài " * 400, "kind": PostKind.QUESTION, "flag": None}
    batch = [*factory.posts(619), factory.post(url="https://congdoan.example/tin/0", **odd)]
    with connect(dsn) as conn:
        web_help.fill(conn, batch)
    web_help.signed_in(client, dsn)
    return client


def rows_of(ending: str, body: bytes) -> list[dict[str, Any]]:
    if ending == "parquet":
        found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(body)).to_pylist()
        return found
    if ending == "jsonl":
        return [json.loads(line) for line in body.decode().splitlines()]
    if ending == "csv":
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(body), read_only=True).worksheets[0]
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), one, strict=True)) for one in rest]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_an_export_has_every_post_that_the_screen_counts(api: TestClient, ending: str) -> None:
    for query in ("", "?topic=no-luong&province=75", "?kind=question", "?q=từ7x3", "?status=open"):
        answer = api.get(f"/api/v1/posts.{ending}{query}")
        found = rows_of(ending, answer.content)
        assert len(found) == api.get(f"/api/v1/posts{query}").json()["total"], query
        assert len({one["id"] for one in found}) == len(found)
        assert "attachment" in answer.headers["content-disposition"]
    (one,) = rows_of(ending, api.get(f"/api/v1/posts.{ending}?kind=question").content)
    assert set(one) == set(COLUMNS)
    assert len(one["quotation"]) <= QUOTATION + 1
    if ending not in {"jsonl", "parquet"}:
        assert (one["title"], one["quotation"][:5]) == (f"'{FORMULA}", "'@SUM")


def test_the_log_says_what_was_taken_away(api: TestClient, dsn: str) -> None:
    api.get("/api/v1/posts.csv?topic=no-luong&fields=id,title")
    with connect(dsn) as conn:
        newest = audit.newest(conn)[0]
    assert (newest.action, newest.who, newest.subject) == ("posts_exported", "lan", "posts.csv")
    assert newest.detail == {"topic": ["no-luong"], "fields": "id,title"}


def test_only_the_fields_that_were_named_are_sent(api: TestClient) -> None:
    body = api.get("/api/v1/posts?limit=2&fields=id,%20title").json()
    assert [set(post) for post in body["posts"]] == [{"id", "title"}] * 2
    assert body["total"] == 620
    assert api.get("/api/v1/posts.csv?kind=question&fields=id").text.splitlines()[0] == "\ufeffid"
    for path in ("/api/v1/posts", "/api/v1/posts.csv"):
        answer = api.get(f"{path}?fields=id,author")
        assert [wrong["parameter"] for wrong in answer.json()["errors"]] == ["fields"]


def test_parquet_keeps_types_and_comes_in_groups(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.exports.parquet.GROUP", 200)
    file = parquet.ParquetFile(io.BytesIO(api.get("/api/v1/posts.parquet").content))
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (620, 4)
    types = {name: str(kind) for name, kind in zip(file.schema_arrow.names, file.schema_arrow.types, strict=True)}
    assert types["published_at"] == "timestamp[us, tz=Asia/Ho_Chi_Minh]"
    assert (types["id"], types["topics"], types["flag_day"]) == ("int64", "list<element: string>", "date32[day]")
    empty = api.get("/api/v1/posts.parquet?topic=nha-o&fields=id,title").content
    assert parquet.read_table(io.BytesIO(empty)).to_pydict() == {"id": [], "title": []}


def test_without_its_library_parquet_is_refused_in_words(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.exports.parquet.find_spec", lambda _: None)
    answer = api.get("/api/v1/posts.parquet")
    assert (answer.status_code, answer.json()["type"]) == (501, "/api/v1/docs#not-installed")


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1", "\n=1"])
def test_a_text_that_would_start_a_formula_is_defused(text: str) -> None:
    assert str(cell(text)).startswith("'")


def test_other_texts_and_numbers_stay() -> None:
    assert [cell(value) for value in ("Công nhân", 5, -5, True, None, ["a", "b"], "a=b", "x\x00\x0b")] == [
        "Công nhân",
        5,
        -5,
        "yes",
        "",
        "a; b",
        "a=b",
        "x",
    ]


@pytest.mark.parametrize("path", ["/api/v1/posts.pdf", "/api/v1/posts.csv?from=x", "/api/v1/posts.csv?topic=khong"])
def test_a_bad_export_is_refused_before_it_begins(api: TestClient, path: str) -> None:
    assert api.get(path).status_code == 422
