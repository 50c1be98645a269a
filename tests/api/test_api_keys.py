"""Keys for programs: what they open, how often, and writes that are sent twice."""

from __future__ import annotations

from dataclasses import replace

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from api.keys import SHOWN, key_digest
from api.rates import Rates
from domain.settings import SettingsError, settings_from
from store import keys, users
from store.db import connect
from store.keys import Scope
from store.users import Role

DECISION = {"decision": "handled", "revision": 0}


@pytest.fixture
def staffed(client: TestClient, dsn: str) -> TestClient:
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
    return client


def key_for(client: TestClient, dsn: str, *scopes: Scope, role: Role = Role.REVIEWER, login: str = "lan") -> str:
    """Let the client carry a new key of a new member of staff."""
    with connect(dsn) as conn:
        user = web_help.staff(conn, role, login)
    key = web_help.key(dsn, user, *scopes)
    client.headers["Authorization"] = f"Bearer {key}"
    return key


@pytest.mark.parametrize(
    ("scope", "opens"), [(Scope.READ, "posts flags"), (Scope.WRITE, "decide"), (Scope.EXPORT, ""), (None, "")]
)
def test_a_key_opens_what_its_scopes_say(staffed: TestClient, dsn: str, scope: Scope | None, opens: str) -> None:
    key_for(staffed, dsn, *([scope] if scope else []))
    answers = {
        "posts": staffed.get("/api/v1/posts"),
        "flags": staffed.get("/api/v1/flags"),
        "export": staffed.get("/api/v1/posts.csv"),
        "decide": staffed.post("/api/v1/posts/1/reviews", json=DECISION),
    }
    assert {name for name, answer in answers.items() if answer.status_code < 300} == set(opens.split())
    assert {answer.status_code for answer in answers.values()} <= {200, 201, 403}


def test_reading_and_exporting_together_open_the_export(staffed: TestClient, dsn: str) -> None:
    key_for(staffed, dsn, Scope.READ, Scope.EXPORT)
    assert staffed.get("/api/v1/posts.csv").status_code == 200


def test_a_key_never_does_more_than_its_owner(staffed: TestClient, dsn: str) -> None:
    key_for(staffed, dsn, *Scope, role=Role.VIEWER)
    assert staffed.post("/api/v1/posts/1/reviews", json=DECISION).status_code == 403
    assert staffed.get("/api/v1/posts").status_code == 200


def test_a_key_opens_no_page(staffed: TestClient, dsn: str) -> None:
    key_for(staffed, dsn, *Scope)
    assert staffed.get("/").status_code == 303
    assert staffed.post("/tai-khoan/khoa", data={"name": "x", "scope": "read"}).status_code == 303


@pytest.mark.parametrize("case", ["expired", "revoked", "deactivated", "foreign", "other scheme", "digest"])
def test_a_key_that_is_none_opens_nothing(staffed: TestClient, dsn: str, case: str) -> None:
    key = key_for(staffed, dsn, *Scope)
    with connect(dsn) as conn:
        (held,) = keys.every(conn)
        if case == "expired":
            conn.execute("UPDATE api_keys SET expires_at = now() - interval '1 second'")
        if case == "revoked":
            assert keys.revoke(conn, held.id)
        if case == "deactivated":
            users.change(conn, held.user_id, role=Role.REVIEWER, active=False)
    values = {"foreign": "Bearer ln_x", "other scheme": f"Basic {key}", "digest": f"Bearer {key_digest(key).hex()}"}
    answer = staffed.get("/api/v1/posts", headers={"Authorization": values.get(case, f"Bearer {key}")})
    assert answer.status_code == 401


def test_the_database_holds_no_key(staffed: TestClient, dsn: str) -> None:
    key = key_for(staffed, dsn, Scope.READ)
    with connect(dsn) as conn:
        stored = str(conn.execute("SELECT * FROM api_keys").fetchall()) + str(
            conn.execute("SELECT * FROM audit_log").fetchall()
        )
    assert key not in stored
    assert key[:SHOWN] in stored


def test_staff_make_and_revoke_their_own_keys(staffed: TestClient, dsn: str) -> None:
    web_help.signed_in(staffed, dsn)
    assert staffed.post("/tai-khoan/khoa", data={"name": " ", "scope": "read"}).status_code == 422
    page = staffed.post("/tai-khoan/khoa", data={"name": "Bảng", "scope": ["read", "write"], "days": "30"})
    key = page.text.split('<code class="key">')[1].split("<")[0]
    assert staffed.get("/tai-khoan").text.count(key[:SHOWN]) == 1
    assert key not in staffed.get("/tai-khoan").text
    staffed.cookies.clear()
    assert staffed.get("/api/v1/posts", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    web_help.signed_in(staffed, dsn, login="minh")
    assert staffed.post("/tai-khoan/khoa/1/thu-hoi").status_code == 404


def test_requests_are_counted_and_too_many_refused(staffed: TestClient, dsn: str) -> None:
    house = staffed.app.state.house  # type: ignore[attr-defined]
    staffed.app.state.house = replace(house, rates=Rates(3))  # type: ignore[attr-defined]
    key_for(staffed, dsn, Scope.READ)
    left = [staffed.get("/api/v1/topics").headers["ratelimit-remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    refused = staffed.get("/api/v1/topics")
    assert (refused.status_code, refused.json()["type"]) == (429, "/api/v1/docs#too-many-requests")
    assert refused.headers["retry-after"] == refused.headers["ratelimit-reset"] == "60"
    assert staffed.get("/api/v1/health").status_code == 200
    with connect(dsn) as conn:
        second = web_help.key(dsn, users.every(conn)[0], Scope.READ)
    assert staffed.get("/api/v1/topics", headers={"Authorization": f"Bearer {second}"}).status_code == 200


def test_the_operator_says_how_many_requests_a_minute_are_fair() -> None:
    assert [settings_from(env).rate for env in ({}, {"LANGNGHE_RATE": ""}, {"LANGNGHE_RATE": "600"})] == [60, 60, 600]
    for wrong in ("0", "viele", "-5"):
        with pytest.raises(SettingsError, match="LANGNGHE_RATE"):
            settings_from({"LANGNGHE_RATE": wrong})


def test_the_next_minute_begins_at_nothing() -> None:
    rates = Rates(1)
    assert [rates.take(who, now).over for who, now in [("a", 0), ("a", 59), ("b", 59), ("a", 60)]] == [
        False,
        True,
        False,
        False,
    ]


def test_a_write_that_is_sent_again_is_done_once(staffed: TestClient, dsn: str) -> None:
    key_for(staffed, dsn, Scope.READ, Scope.WRITE)
    again = {"Idempotency-Key": "quyet-dinh-1"}
    first, second = (staffed.post("/api/v1/posts/1/reviews", json=DECISION, headers=again) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert second.headers["idempotent-replayed"] == "true"
    assert len(staffed.get("/api/v1/posts/1/reviews").json()) == 1
    other = staffed.post("/api/v1/posts/1/reviews", json={**DECISION, "revision": 1}, headers=again)
    assert (other.status_code, other.json()["type"]) == (422, "/api/v1/docs#key-used-before")


def test_a_refused_write_leaves_its_key_free(staffed: TestClient, dsn: str) -> None:
    key_for(staffed, dsn, Scope.READ, Scope.WRITE)
    again = {"Idempotency-Key": "quyet-dinh-1"}
    wrong = {"decision": "handled", "revision": 5}
    assert staffed.post("/api/v1/posts/1/reviews", json=wrong, headers=again).status_code == 409
    assert staffed.post("/api/v1/posts/1/reviews", json=DECISION, headers=again).status_code == 201
    assert staffed.post("/api/v1/posts/1/reviews", json=DECISION, headers={"Idempotency-Key": "x"}).status_code == 422


def test_what_has_not_changed_is_not_sent_again(staffed: TestClient, dsn: str) -> None:
    key_for(staffed, dsn, *Scope)
    first = staffed.get("/api/v1/posts")
    tag = first.headers["etag"]
    for known in (tag, f'"x", W/{tag}', "*"):
        answer = staffed.get("/api/v1/posts", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    staffed.post("/api/v1/posts/1/reviews", json=DECISION)
    assert staffed.get("/api/v1/flags", headers={"If-None-Match": tag}).status_code == 200
    assert "etag" not in staffed.get("/api/v1/posts?limit=0").headers
