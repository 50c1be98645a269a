"""Every endpoint and page, with every role and without one: exactly the allowed pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import factory
import pytest
import web_help
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from api.app import create_app
from api.doors import COOKIE
from domain.settings import ROOT, settings_from
from reports.freezing import freeze
from reports.letterhead import load_letterheads
from store import audit, events, imports, keys, report_edits, users
from store.db import connect
from store.keys import Scope
from store.users import Role

CONFIG = ROOT / "config"
OPEN, STAFF, DECIDERS, ADMINS = "open to everybody", "whoever is signed in", "whoever may decide", "administrators"
LEADS = "leads and administrators"


@dataclass(frozen=True)
class Door:
    method: str
    route: str
    who: str
    path: str = ""
    form: dict[str, str] | None = None
    json: dict[str, object] | None = None


DECISION: dict[str, object] = {"decision": "handled", "revision": 0}
FORM = {"decision": "handled", "revision": "0"}
DOORS = (
    Door("GET", "/api/v1/health", OPEN),
    Door("POST", "/api/v1/session", OPEN, json={"login": "ai-do", "password": "x"}),
    Door("GET", "/api/v1/session", STAFF),
    Door("DELETE", "/api/v1/session", STAFF),
    Door("GET", "/api/v1/flags", STAFF),
    Door("GET", "/api/v1/posts", STAFF),
    Door("GET", "/api/v1/posts.{ending}", STAFF, "/api/v1/posts.csv"),
    Door("GET", "/api/v1/posts/{post_id}", STAFF, "/api/v1/posts/1"),
    Door("GET", "/api/v1/posts/{post_id}/reviews", STAFF, "/api/v1/posts/1/reviews"),
    Door(
        "POST",
        "/api/v1/posts/{post_id}/reviews",
        DECIDERS,
        "/api/v1/posts/1/reviews",
        json={"decision": "handled", "revision": 0},
    ),
    Door("GET", "/api/v1/posts/{post_id}/corrections", STAFF, "/api/v1/posts/1/corrections"),
    Door(
        "POST",
        "/api/v1/posts/{post_id}/corrections",
        DECIDERS,
        "/api/v1/posts/1/corrections",
        json={"task": "sentiment", "value": "neutral", "revision": 0},
    ),
    Door("GET", "/api/v1/assignments", STAFF),
    Door(
        "PUT",
        "/api/v1/posts/{post_id}/assignment",
        DECIDERS,
        "/api/v1/posts/1/assignment",
        json={"assignee_id": None, "revision": 0},
    ),
    Door("GET", "/api/v1/reviews", STAFF),
    Door("GET", "/api/v1/corrections", STAFF),
    Door("GET", "/api/v1/stats", STAFF),
    Door("GET", "/api/v1/stories", STAFF),
    Door("GET", "/api/v1/stories/{story_id}", STAFF, "/api/v1/stories/1"),
    Door("GET", "/api/v1/events", STAFF),
    Door("GET", "/api/v1/events/{event_id}", STAFF, "/api/v1/events/1"),
    Door("GET", "/api/v1/campaigns", STAFF),
    Door("GET", "/api/v1/campaigns/{slug}", STAFF, "/api/v1/campaigns/dai-hoi-xiv"),
    Door("GET", "/api/v1/searches", STAFF),
    Door("POST", "/api/v1/searches", STAFF, json={"name": "x", "filters": {}}),
    Door("DELETE", "/api/v1/searches/{search_id}", STAFF, "/api/v1/searches/1"),
    Door("GET", "/api/v1/alerts", STAFF),
    Door("POST", "/api/v1/alerts", STAFF, json={"search_id": 1, "tier": "daily", "address": "a@b.example"}),
    Door("PUT", "/api/v1/alerts/{alert_id}", STAFF, "/api/v1/alerts/99", json={"active": True}),
    Door("DELETE", "/api/v1/alerts/{alert_id}", STAFF, "/api/v1/alerts/99"),
    Door("GET", "/api/v1/deliveries", STAFF),
    Door("POST", "/api/v1/deliveries/{delivery_id}/retry", STAFF, "/api/v1/deliveries/99/retry"),
    Door("GET", "/api/v1/webhooks", STAFF),
    Door("POST", "/api/v1/webhooks", LEADS, json={"name": "x", "url": "https://may.example/"}),
    Door("POST", "/api/v1/webhooks/{webhook_id}/secret", STAFF, "/api/v1/webhooks/99/secret"),
    Door("DELETE", "/api/v1/webhooks/{webhook_id}", STAFF, "/api/v1/webhooks/99"),
    Door("GET", "/bao-tin", STAFF),
    Door("POST", "/bao-tin", STAFF, form={"search": "1", "tier": "daily"}),
    Door("POST", "/bao-tin/{alert_id}/bat", STAFF, "/bao-tin/99/bat"),
    Door("POST", "/bao-tin/{alert_id}/tat", STAFF, "/bao-tin/99/tat"),
    Door("POST", "/bao-tin/{alert_id}/xoa", STAFF, "/bao-tin/99/xoa"),
    Door("POST", "/bao-tin/thu/{delivery_id}/gui-lai", STAFF, "/bao-tin/thu/99/gui-lai"),
    Door("POST", "/bao-tin/may", LEADS, form={"name": "x", "url": "https://may.example/"}),
    Door("POST", "/bao-tin/may/{webhook_id}/doi-khoa", STAFF, "/bao-tin/may/99/doi-khoa"),
    Door("POST", "/bao-tin/may/{webhook_id}/xoa", STAFF, "/bao-tin/may/99/xoa"),
    Door("GET", "/api/v1/topics", STAFF),
    Door("GET", "/api/v1/stats/topics", STAFF),
    Door("GET", "/api/v1/sources", STAFF),
    Door("GET", "/api/v1/reports", STAFF),
    Door("GET", "/api/v1/reports/{report_id}.docx", STAFF, "/api/v1/reports/1.docx"),
    Door("GET", "/api/v1/reports/{report_id}.html", STAFF, "/api/v1/reports/1.html"),
    Door("GET", "/api/v1/openapi.json", STAFF),
    Door("GET", "/api/v1/docs", STAFF),
    Door("GET", "/dang-nhap", OPEN),
    Door("POST", "/dang-nhap", OPEN, form={"login": "ai-do", "password": "x"}),
    Door("GET", "/static/{name}", OPEN, "/static/base.css"),
    Door("POST", "/dang-xuat", STAFF),
    Door("GET", "/", STAFF),
    Door("GET", "/ngay", STAFF, "/ngay?ngay=2026-11-19"),
    Door("GET", "/ngay/{day}", STAFF, "/ngay/2026-11-20"),
    Door(
        "POST",
        "/tin/{post_id}/quyet-dinh",
        DECIDERS,
        "/tin/1/quyet-dinh",
        form={"decision": "handled", "revision": "0"},
    ),
    Door("POST", "/tin/{post_id}/bao-cao-nhanh", DECIDERS, "/tin/1/bao-cao-nhanh"),
    Door("GET", "/tin/{post_id}/sua-nhan", DECIDERS, "/tin/1/sua-nhan"),
    Door(
        "POST",
        "/tin/{post_id}/sua-nhan",
        DECIDERS,
        "/tin/1/sua-nhan",
        form={"change": 'sentiment="neutral"', "revision": "0"},
    ),
    Door("POST", "/tin/{post_id}/giao", DECIDERS, "/tin/1/giao", form={"assignee": "0", "revision": "0"}),
    Door("POST", "/quyet-dinh", DECIDERS, form={"chosen": "1:0", "decision": "handled"}),
    Door("GET", "/viec", STAFF),
    Door("GET", "/tim-kiem/chon", DECIDERS),
    Door("GET", "/tuyen-truyen", STAFF),
    Door("GET", "/mo-hinh", STAFF),
    Door("POST", "/mo-hinh/dung", LEADS, form={"version": "m-0"}),
    Door("POST", "/mo-hinh/quay-ve", LEADS),
    Door("GET", "/tim-kiem", STAFF),
    Door("POST", "/tim-kiem/luu", STAFF, form={"name": "x"}),
    Door("POST", "/tim-kiem/luu/{search_id}/xoa", STAFF, "/tim-kiem/luu/1/xoa"),
    Door("GET", "/chuyen/{story_id}", STAFF, "/chuyen/1"),
    Door("POST", "/chuyen/{story_id}/tach", DECIDERS, "/chuyen/1/tach"),
    Door("POST", "/tin/{post_id}/gop", DECIDERS, "/tin/1/gop", form={"other": "/tin/2"}),
    Door("GET", "/su-viec/{event_id}", STAFF, "/su-viec/1"),
    Door("POST", "/su-viec/{event_id}/tach", DECIDERS, "/su-viec/1/tach"),
    Door("POST", "/tin/{post_id}/cung-su-viec", DECIDERS, "/tin/1/cung-su-viec", form={"other": "/tin/2"}),
    Door("GET", "/tin/{post_id}", STAFF, "/tin/1"),
    Door("GET", "/toan-canh", STAFF),
    Door("GET", "/nguon", STAFF),
    Door("GET", "/bao-cao", STAFF),
    Door("POST", "/bao-cao", DECIDERS, form={"period": "week", "day": "32/11/2026"}),
    Door("GET", "/bao-cao/{report_id}", STAFF, "/bao-cao/1"),
    Door("GET", "/bao-cao/{report_id}/xem", STAFF, "/bao-cao/1/xem"),
    Door("GET", "/bao-cao/{report_id}/word", STAFF, "/bao-cao/1/word"),
    Door("GET", "/bao-cao/{report_id}/pdf", STAFF, "/bao-cao/1/pdf"),
    Door("GET", "/bao-cao/{report_id}/excel", STAFF, "/bao-cao/1/excel"),
    Door("GET", "/bao-cao/{report_id}/tep/{revision}", STAFF, "/bao-cao/1/tep/1"),
    Door("POST", "/bao-cao/{report_id}/sua", DECIDERS, "/bao-cao/1/sua", form={"seen": "7"}),
    Door("POST", "/bao-cao/{report_id}/tep", DECIDERS, "/bao-cao/1/tep", form={"seen": "7"}),
    Door("POST", "/bao-cao/{report_id}/duyet", LEADS, "/bao-cao/1/duyet", form={"seen": "7", "sure": "yes"}),
    Door("POST", "/bao-cao/{report_id}/dinh-chinh", LEADS, "/bao-cao/1/dinh-chinh", form={"reason": "Sai số"}),
    Door("GET", "/nhap-bai", DECIDERS),
    Door("POST", "/nhap-bai", DECIDERS, form={"pasted": ""}),
    Door("POST", "/nhap-bai/tiep", DECIDERS, form={"ticket": "x"}),
    Door("GET", "/nhap-bai/{import_id}/loi.csv", DECIDERS, "/nhap-bai/1/loi.csv"),
    Door("POST", "/nhap-bai/{import_id}/hoan-tac", DECIDERS, "/nhap-bai/1/hoan-tac"),
    Door("GET", "/co-so", DECIDERS),
    Door("POST", "/co-so", DECIDERS, form={"province": ""}),
    Door("GET", "/quan-tri", ADMINS),
    Door("POST", "/quan-tri/nguoi", ADMINS, form={"login": "moi", "name": "Mới", "role": "viewer"}),
    Door("POST", "/quan-tri/nguoi/{user_id}", ADMINS, "/quan-tri/nguoi/99", form={"role": "viewer", "active": "true"}),
    Door("POST", "/quan-tri/nguoi/{user_id}/mat-khau", ADMINS, "/quan-tri/nguoi/99/mat-khau"),
    Door("POST", "/quan-tri/khoa/{key_id}/thu-hoi", ADMINS, "/quan-tri/khoa/99/thu-hoi"),
    Door("POST", "/quan-tri/xoa", ADMINS, form={"what": "99", "sure": "yes"}),
    Door("GET", "/tai-khoan", STAFF),
    Door("POST", "/tai-khoan", STAFF, form={"old": "x", "new": "ngan"}),
    Door("POST", "/tai-khoan/khoa", STAFF, form={"name": "khóa", "scope": "read"}),
    Door("POST", "/tai-khoan/khoa/{key_id}/thu-hoi", STAFF, "/tai-khoan/khoa/1/thu-hoi"),
)
LEAVING = {"/dang-xuat", "/api/v1/session"}
TAKEN_AWAY = {"/api/v1/posts.{ending}", "/api/v1/reports/{report_id}.docx"}
"""Of a key they ask for more than reading."""
FOLLOWERS = {Role.VIEWER, Role.REVIEWER}
NAMES = [f"{door.method} {door.route}" for door in DOORS]


def knock(client: TestClient, door: Door) -> bool:
    """Whether the door opens. What a wrong password gets is not a closed door."""
    answer = client.request(door.method, door.path or door.route, data=door.form, json=door.json)
    assert answer.status_code < 500
    assert answer.status_code != 429
    to_sign_in = answer.status_code == 303 and answer.headers["location"].startswith("/dang-nhap?")
    refused = answer.headers.get("content-type", "") == "application/problem+json" and answer.json()["type"].endswith(
        ("#not-signed-in", "#not-allowed")
    )
    return not (to_sign_in or refused or (answer.status_code == 403 and door.who != OPEN))


@pytest.fixture
def furnished(client: TestClient, dsn: str) -> Iterator[TestClient]:
    """With one flagged post and one report."""
    with connect(dsn) as conn:
        # One more copy, for a story; under its own address it is another post.
        web_help.fill(conn, [factory.post(), factory.post(url="https://congdoan.example/tin/2")])
        events.put(conn, dict.fromkeys((1, 2), events.begin(conn)))
        day = factory.NOON.date()
        imports.begin(conn, user_id=None, form="csv", source="bao-tho")
        report_id = freeze(conn, day, load_letterheads(CONFIG / "letterhead.toml").named(), (), factory.NOON)
        report_edits.add(conn, report_id, 0, {}, who=None, now=factory.NOON, docx=b"PK")
    return client


def routes(app: FastAPI) -> set[str]:
    return {f"{method} {one.path}" for one in iter_route_contexts(app.routes) for method in one.methods or ()}


def test_the_table_names_every_door() -> None:
    app = create_app(settings_from({}), "postgresql://nobody@/nowhere")
    assert routes(app) == set(NAMES)


@pytest.mark.parametrize("door", DOORS, ids=NAMES)
def test_without_a_session_only_the_open_doors_open(furnished: TestClient, door: Door) -> None:
    assert knock(furnished, door) is (door.who == OPEN)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_it_may(furnished: TestClient, dsn: str, role: Role) -> None:
    with connect(dsn) as conn:
        user = web_help.staff(conn, role)
    for door in DOORS:
        with connect(dsn) as conn:
            furnished.cookies.set(COOKIE, web_help.session(conn, user))
        refused = {DECIDERS: role is Role.VIEWER, LEADS: role in FOLLOWERS, ADMINS: role is not Role.ADMIN}
        allowed = not refused.get(door.who, False)
        assert knock(furnished, door) is allowed, f"{role}: {door.method} {door.route}"


@pytest.mark.parametrize("role", list(Role))
def test_posts_of_other_provinces_and_reports_are_closed_to_every_role_with_a_scope(
    furnished: TestClient, dsn: str, role: Role
) -> None:
    with connect(dsn) as conn:
        user = web_help.staff(conn, role, provinces=["48"])
    refused = {DECIDERS: role is Role.VIEWER, LEADS: role in FOLLOWERS, ADMINS: role is not Role.ADMIN}
    for door in DOORS:
        with connect(dsn) as conn:
            furnished.cookies.set(COOKIE, web_help.session(conn, user))
        numbered = ("{post_id}", "{story_id}", "{event_id}", "/reports", "/bao-cao")
        elsewhere = any(part in door.route for part in numbered)
        allowed = not elsewhere and not refused.get(door.who, False)
        assert knock(furnished, door) is allowed, f"{role}: {door.method} {door.route}"


@pytest.mark.parametrize("case", ["expired", "closed", "deactivated", "invented", "hash itself"])
def test_a_session_that_is_none_opens_nothing(furnished: TestClient, dsn: str, case: str) -> None:
    with connect(dsn) as conn:
        user = web_help.staff(conn, Role.ADMIN)
        token = web_help.session(conn, user, timedelta(seconds=-1) if case == "expired" else timedelta(hours=1))
        if case == "deactivated":
            users.change(conn, user.id, role=Role.ADMIN, active=False)
        if case == "closed":
            users.set_password(conn, user.id, web_help.password_hash())
        row = conn.execute("SELECT encode(id_hash, 'hex') AS id FROM sessions").fetchone() or {"id": "none"}
    value = {"invented": "x" * 43, "hash itself": row["id"]}.get(case, token)
    furnished.cookies.set(COOKIE, value)
    opened = [f"{door.method} {door.route}" for door in DOORS if door.who != OPEN and knock(furnished, door)]
    assert opened == []


@pytest.mark.parametrize("case", ["read", "write", "export", "read export", "read write export", "foreign", "revoked"])
def test_a_key_opens_the_doors_of_its_scopes_and_no_page(furnished: TestClient, dsn: str, case: str) -> None:
    with connect(dsn) as conn:
        user = web_help.staff(conn, Role.ADMIN)
    scopes = {Scope(one) for one in case.split()} if case not in {"foreign", "revoked"} else set(Scope)
    key = web_help.key(dsn, user, *scopes)
    with connect(dsn) as conn:
        if case == "revoked":
            assert keys.revoke(conn, keys.every(conn)[0].id)
    furnished.headers["Authorization"] = f"Bearer {'ln_khong-phai-cua-ta' if case == 'foreign' else key}"
    for door in DOORS:
        needed = {Scope.READ if door.method == "GET" else Scope.WRITE}
        needed |= {Scope.EXPORT} if door.route in TAKEN_AWAY else set()
        fits = door.route.startswith("/api/") and needed <= scopes and case not in {"foreign", "revoked"}
        assert knock(furnished, door) is (fits or door.who == OPEN), f"{case}: {door.method} {door.route}"


def test_whatever_is_written_is_in_the_log(furnished: TestClient, dsn: str) -> None:
    web_help.signed_in(furnished, dsn, Role.ADMIN, "quan")
    unsaid = []
    for door in (one for one in DOORS if one.method != "GET" and one.route not in LEAVING):
        before = newest_entry(dsn)
        done = furnished.request(door.method, door.path or door.route, data=door.form, json=door.json).status_code < 400
        if done and newest_entry(dsn) == before:
            unsaid.append(f"{door.method} {door.route}")
    assert unsaid == []
    assert newest_entry(dsn) > 10


def newest_entry(dsn: str) -> int:
    with connect(dsn) as conn:
        return max((entry.id for entry in audit.newest(conn)), default=0)


def test_a_door_of_the_table_is_a_door(furnished: TestClient, dsn: str) -> None:
    """An example that meets a 404 would prove nothing."""
    web_help.signed_in(furnished, dsn, Role.ADMIN)
    for door in DOORS:
        if door.method == "GET":
            assert furnished.get(door.path or door.route).status_code in {200, 303}, door
