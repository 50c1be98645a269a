"""Signing in: what is stored, what is sent, what is slowed down and what is logged."""

from __future__ import annotations

import hashlib

import pytest
import web_help
from starlette.testclient import TestClient

from api import accounts
from api.doors import COOKIE, MOST_ACCOUNT, MOST_ADDRESS
from api.serving import make
from domain.settings import settings_from
from store import audit, users
from store.db import connect
from store.users import Role


def sign_in(client: TestClient, login: str = "lan", password: str = web_help.PASSWORD) -> int:
    return client.post("/api/v1/session", json={"login": login, "password": password}).status_code


@pytest.fixture
def door(client: TestClient, dsn: str) -> TestClient:
    with connect(dsn) as conn:
        web_help.staff(conn)
    return client


def test_a_right_password_opens_and_the_cookie_is_closed_to_scripts(door: TestClient, dsn: str) -> None:
    answer = door.post("/dang-nhap", data={"login": " LAN ", "password": web_help.PASSWORD, "onward": "/nguon"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/nguon")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert door.get("/").status_code == 200


def test_over_https_the_cookie_stays_there(door: TestClient) -> None:
    door.base_url = "https://testserver"  # type: ignore[assignment]
    answer = door.post("/dang-nhap", data={"login": "lan", "password": web_help.PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "max-age=" in answer.headers["strict-transport-security"]


def test_the_database_holds_no_session_id_and_no_password(door: TestClient, dsn: str) -> None:
    assert sign_in(door) == 200
    token = door.cookies[COOKIE]
    with connect(dsn) as conn:
        row = conn.execute("SELECT id_hash, password_hash FROM sessions JOIN users ON id = user_id").fetchone()
    assert row is not None
    assert bytes(row["id_hash"]) == hashlib.sha256(token.encode()).digest()
    assert row["password_hash"].startswith("$argon2id$")


def test_signing_out_ends_the_session_for_good(door: TestClient) -> None:
    sign_in(door)
    token = door.cookies[COOKIE]
    assert door.post("/dang-xuat").headers["location"] == "/dang-nhap"
    door.cookies.set(COOKIE, token)
    assert door.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize(
    "onward", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "", "/\n/x"]
)
def test_signing_in_leads_nowhere_else(door: TestClient, onward: str) -> None:
    answer = door.post("/dang-nhap", data={"login": "lan", "password": web_help.PASSWORD, "onward": onward})
    assert answer.headers["location"] == "/"


def test_a_wrong_password_says_no_more_than_an_unknown_name(door: TestClient) -> None:
    wrong = door.post("/dang-nhap", data={"login": "lan", "password": "sai"})
    unknown = door.post("/dang-nhap", data={"login": "khong-ai", "password": "sai"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("lan", "khong-ai") == unknown.text.replace("lan", "khong-ai")


def test_guessing_at_an_account_is_stopped_even_with_the_right_password(door: TestClient) -> None:
    assert [sign_in(door, password="sai") for _ in range(MOST_ACCOUNT)] == [401] * MOST_ACCOUNT
    answer = door.post("/api/v1/session", json={"login": "lan", "password": web_help.PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "15 phút" in door.post("/dang-nhap", data={"login": "lan", "password": web_help.PASSWORD}).text


def test_guessing_from_one_address_is_stopped(door: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "fits", lambda *_: False)
    assert {sign_in(door, login=f"ai{n}") for n in range(MOST_ADDRESS)} == {401}
    assert sign_in(door, login="lan") == 429


def test_an_account_opens_again_after_a_while(door: TestClient, dsn: str) -> None:
    for _ in range(MOST_ACCOUNT):
        sign_in(door, password="sai")
    with connect(dsn) as conn:
        conn.execute("UPDATE audit_log SET at = at - interval '16 minutes'")
    assert sign_in(door) == 200


def test_the_log_says_who_came_and_never_what_was_typed(door: TestClient, dsn: str) -> None:
    sign_in(door, login="mat-khau-go-nham", password="sai")
    sign_in(door, password="sai")
    sign_in(door)
    door.post("/dang-xuat")
    with connect(dsn) as conn:
        log = audit.newest(conn)
        text = str(conn.execute("SELECT * FROM audit_log").fetchall())
    assert [entry.action for entry in log] == ["sign_out", "sign_in", "sign_in_failed", "sign_in_failed"]
    assert [entry.who for entry in log] == ["lan", "lan", "lan", None]
    assert "mat-khau-go-nham" not in text
    assert "sai" not in text


def test_a_name_with_a_null_character_is_refused_and_breaks_nothing(door: TestClient) -> None:
    assert sign_in(door, login="la\x00n") == 422
    assert door.post("/dang-nhap", data={"login": "la\x00n", "password": "x"}).status_code == 422


def test_the_first_user_is_an_administrator_with_a_password_of_their_own(client: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.staff(conn, login="da-co")
        first = accounts.ensure_first_user(conn)
        again = accounts.ensure_first_user(conn)
    assert first is not None
    assert again is None
    login, password = first
    assert len(password) >= 20
    assert sign_in(client, login, password) == 200
    assert client.get("/api/v1/session").json()["role"] == "admin"


def test_changing_the_password_ends_every_other_session(door: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        known = users.credentials(conn, "lan")
        assert known is not None
        elsewhere = web_help.session(conn, known.user)
    sign_in(door)
    answer = door.post("/tai-khoan", data={"old": web_help.PASSWORD, "new": "mot-mat-khau-moi"})
    assert "Đã đổi mật khẩu" in answer.text
    assert door.get("/").status_code == 200
    door.cookies.clear()
    door.cookies.set(COOKIE, elsewhere)
    assert door.get("/").status_code == 303
    assert sign_in(door) == 401
    assert sign_in(door, password="mot-mat-khau-moi") == 200


@pytest.mark.parametrize(("old", "new", "status"), [("sai", "mot-mat-khau-moi", 401), (web_help.PASSWORD, "ngan", 422)])
def test_a_password_is_not_changed_by_a_stranger_or_to_a_short_one(
    door: TestClient, old: str, new: str, status: int
) -> None:
    sign_in(door)
    assert door.post("/tai-khoan", data={"old": old, "new": new}).status_code == status
    assert sign_in(door) == 200


def test_every_role_of_the_store_has_a_word(dsn: str) -> None:
    from dashboards.words import ROLE

    assert {role.value for role in Role} <= set(ROLE)


def test_serving_prints_the_first_password_once(dsn: str) -> None:
    lines: list[str] = []
    make(settings_from({}), dsn, lines.append)
    make(settings_from({}), dsn, lines.append)
    assert len(lines) == 1
    assert accounts.FIRST_LOGIN in lines[0]
