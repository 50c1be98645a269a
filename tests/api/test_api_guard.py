"""Writes from other sites and oversized bodies never arrive; every answer carries its headers."""

from __future__ import annotations

import pytest
import web_help
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from api.guard import BODY_LIMIT, from_here
from api.headers import SECURITY

HOST = {"host": "nghe.example:8000"}


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://nghe.example:8000"}, False),
        ({"origin": "http://nghe.example:8000"}, True),
        ({"origin": "https://NGHE.example:8000"}, True),
        ({"origin": "http://nghe.example"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://nghe.example:8000.evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({}, True),
    ],
)
def test_where_a_write_may_come_from(headers: dict[str, str], allowed: bool) -> None:
    assert from_here(Headers(HOST | headers)) is allowed


def test_a_host_of_nothing_matches_no_origin() -> None:
    assert not from_here(Headers({"origin": "null"}))


@pytest.mark.parametrize(
    "path", ["/dang-nhap", "/api/v1/session", "/tin/1/quyet-dinh", "/dang-xuat", "/tai-khoan", "/no"]
)
def test_every_write_from_elsewhere_is_refused(client: TestClient, dsn: str, path: str) -> None:
    web_help.signed_in(client, dsn)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, path, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403, method


def test_a_body_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/api/v1/session", content=b"x" * (BODY_LIMIT + 1))
    assert answer.status_code == 413
    chunks = client.post("/api/v1/session", content=iter([b"x", b"y"]))
    assert chunks.status_code == 413


@pytest.mark.parametrize(
    "path", ["/dang-nhap", "/", "/api/v1/health", "/api/v1/posts", "/no-such-page", "/static/nothing.css"]
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in SECURITY.items():
        assert answer.headers[name] == value


def test_no_page_may_run_or_load_anything_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/dang-nhap").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_even_a_failure_carries_the_headers_and_says_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> bool:
        raise RuntimeError("the text of a post")

    monkeypatch.setattr("api.v1.health.answers", explode)
    quiet = TestClient(client.app, raise_server_exceptions=False)
    answer = quiet.get("/api/v1/health")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/api/v1/docs#error"
    assert "text of a post" not in answer.text
    assert answer.headers["content-security-policy"] == SECURITY["Content-Security-Policy"]


def test_our_own_files_are_kept_by_the_browser_only_under_their_digest(client: TestClient) -> None:
    page = client.get("/dang-nhap").text
    address = page.split('href="/static/base.css?v=')[1].split('"')[0]
    assert "immutable" in client.get(f"/static/base.css?v={address}").headers["cache-control"]
    assert client.get("/static/base.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e%2frender.py").status_code == 404
