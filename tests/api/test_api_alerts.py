"""Alerts are switched on by form and by program; webhooks by leads only, their secrets shown once; all is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from domain.outgoing import Mail, Outgoing
from pipeline.alerts.packing import pack_due
from pipeline.alerts.sending import send_due
from store import alerts, audit, searches, webhooks
from store.db import connect
from store.users import Role

MAIL = Mail("mail.union.example", 587, "nghe@union.example", "starttls")
ADDRESS = "ban-tuyen-giao@union.example"
ALERT: dict[str, Any] = {"search_id": 1, "tier": "at_once", "address": ADDRESS}


@pytest.fixture
def office(client: TestClient, dsn: str) -> TestClient:
    """Lan leads, and has kept a search; letters go to the union's own domain."""
    set_up(client, Outgoing("http://testserver", MAIL, frozenset({"union.example"})))
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
    web_help.signed_in(client, dsn, Role.LEAD)
    client.post("/api/v1/searches", json={"name": "Nợ lương", "filters": {"topic": ["no-luong"]}})
    return client


def set_up(client: TestClient, outgoing: Outgoing) -> None:
    app: Any = client.app
    house = app.state.house
    app.state.house = replace(house, settings=replace(house.settings, outgoing=outgoing))


def test_a_program_switches_alerts_on_off_and_away(office: TestClient, dsn: str) -> None:
    given = ALERT | {"muted_from": "21:00", "muted_until": "06:00"}
    made = office.post("/api/v1/alerts", json=given)
    assert (made.status_code, made.json()["search"], made.json()["muted_until"]) == (201, "Nợ lương", "06:00:00")
    assert office.get("/api/v1/alerts").json() == [made.json()]
    assert office.put("/api/v1/alerts/1", json={"active": False}).json()["active"] is False
    assert office.delete("/api/v1/alerts/1").status_code == 204
    assert office.delete("/api/v1/alerts/1").status_code == 404
    assert office.put("/api/v1/alerts/1", json={"active": True}).status_code == 404
    with connect(dsn) as conn:
        actions = [entry.action for entry in audit.newest(conn)]
    assert actions[:3] == ["alert_removed", "alert_switched", "alert_added"]


@pytest.mark.parametrize(
    "change",
    [
        {"search_id": 9},
        {"webhook_id": 9, "address": ""},
        {"webhook_id": 9},
        {"address": ""},
        {"address": "lan"},
        {"address": "lan@elsewhere.example"},
        {"address": "lan@union.example\nBcc: x@elsewhere.example"},
        {"muted_from": "21:00"},
        {"muted_from": "21:00Z", "muted_until": "06:00Z"},
        {"tier": "hourly"},
        {"most_a_day": 0},
    ],
)
def test_an_alert_that_makes_no_sense_is_refused_in_plain_words(office: TestClient, change: dict[str, Any]) -> None:
    answer = office.post("/api/v1/alerts", json=ALERT | change)
    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_without_a_mail_server_no_letter_is_promised(office: TestClient) -> None:
    set_up(office, Outgoing())
    assert "LANGNGHE" not in office.post("/api/v1/alerts", json=ALERT).json()["detail"]
    assert office.post("/api/v1/alerts", json=ALERT).status_code == 422
    assert "Máy chủ chưa được đặt để gửi thư" in office.get("/bao-tin").text


def test_alerts_of_others_are_their_own(office: TestClient, dsn: str) -> None:
    office.post("/api/v1/alerts", json=ALERT)
    office.post("/api/v1/webhooks", json={"name": "Bảng", "url": "https://may.example/"})
    web_help.signed_in(office, dsn, Role.ADMIN, "minh")
    assert [office.get(f"/api/v1/{what}").json() for what in ("alerts", "webhooks")] == [[], []]
    assert office.post("/api/v1/alerts", json=ALERT).status_code == 404
    for method, path in (
        ("DELETE", "/api/v1/alerts/1"),
        ("DELETE", "/api/v1/webhooks/1"),
        ("POST", "/api/v1/webhooks/1/secret"),
        ("POST", "/bao-tin/1/tat"),
        ("POST", "/bao-tin/1/xoa"),
        ("POST", "/bao-tin/may/1/xoa"),
    ):
        assert office.request(method, path).status_code == 404, path


def test_a_webhook_is_for_leads_and_its_secret_is_shown_once(office: TestClient, dsn: str) -> None:
    made = office.post("/api/v1/webhooks", json={"name": "Bảng", "url": "https://may.example/nhan"})
    assert made.json()["secret"].startswith("whsec_")
    changed = office.post("/api/v1/webhooks/1/secret").json()
    assert changed["secret"] != made.json()["secret"]
    assert changed["old_secret_until"] == "2026-11-21T05:00:00Z"
    listed = office.get("/api/v1/webhooks")
    assert "whsec_" not in listed.text
    assert office.post("/api/v1/alerts", json=ALERT | {"webhook_id": 1, "address": ""}).status_code == 201
    for url in ("http://may.example/", "https://10.0.0.5/", "https://localhost/"):
        assert office.post("/api/v1/webhooks", json={"name": "x", "url": url}).status_code == 422
    assert office.delete("/api/v1/webhooks/1").status_code == 204
    assert office.get("/api/v1/alerts").json() == []
    web_help.signed_in(office, dsn, Role.REVIEWER, "minh")
    assert office.post("/api/v1/webhooks", json={"name": "x", "url": "https://may.example/"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "given"),
    [("/api/v1/webhooks", {"name": "Bảng", "url": "https://may.example/"}), ("/api/v1/webhooks/1/secret", None)],
)
def test_a_secret_is_not_kept_for_a_repeated_write(
    office: TestClient, dsn: str, path: str, given: dict[str, str] | None
) -> None:
    office.post("/api/v1/webhooks", json={"name": "Cũ", "url": "https://may.example/"})
    first, second = (office.post(path, json=given, headers={"Idempotency-Key": "khoa-bi-mat-1"}) for _ in range(2))
    assert first.json()["secret"].startswith("whsec_")
    assert second.headers["Idempotent-Replayed"] == "true"
    assert second.json() == first.json() | {"secret": None}
    with connect(dsn) as conn:
        (kept,) = conn.execute("SELECT answer FROM repeats").fetchall()
    assert "whsec_" not in kept["answer"]


def test_the_page_does_all_of_it_without_a_script(office: TestClient, dsn: str) -> None:
    form = {"search": "1", "tier": "daily", "webhook": "0", "address": ADDRESS, "muted_from": "", "muted_until": ""}
    assert office.post("/bao-tin", data=form).status_code == 303
    page = office.get("/bao-tin").text
    assert "Mỗi sáng, 7:00" in page
    assert ADDRESS in page
    assert office.post("/bao-tin", data=form | {"muted_from": "21:00"}).status_code == 422
    assert "chỉ gửi đến" in office.post("/bao-tin", data=form | {"address": "a@b.example"}).text.lower()
    assert office.post("/bao-tin/1/tat").status_code == 303
    assert "đang tắt" in office.get("/bao-tin").text
    assert office.post("/bao-tin/1/bat").status_code == 303
    secret = office.post("/bao-tin/may", data={"name": "Bảng <b>", "url": "https://may.example/"}).text
    assert "whsec_" in secret
    assert "Bảng &lt;b&gt;" in secret
    assert "whsec_" not in office.get("/bao-tin").text
    assert "whsec_" in office.post("/bao-tin/may/1/doi-khoa").text
    assert office.post("/bao-tin/may/1/xoa").status_code == 303
    assert office.post("/bao-tin/1/xoa").status_code == 303
    assert "Chưa đặt báo tin nào" in office.get("/bao-tin").text


def test_a_message_that_was_given_up_is_shown_and_tried_again(office: TestClient, dsn: str) -> None:
    office.post("/api/v1/alerts", json=ALERT)
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post(url="https://a.example/2", text="Chữ khác hẳn " * 20)])
        user = alerts.every(conn)[0].user_id
        webhook = webhooks.add(conn, user, "cũ", "http://10.0.0.5/", b"x")
        conn.execute("UPDATE alerts SET webhook_id = %s, address = ''", (webhook,))
    pack_due(dsn, factory.NOON)
    send_due(dsn, Outgoing(), lambda: factory.NOON)
    (dead,) = office.get("/api/v1/deliveries?state=dead").json()["deliveries"]
    assert dead["trouble"].startswith("Chỉ gửi qua https")
    page = office.get("/bao-tin").text
    assert "không gửi được sau 1 lần thử" in page
    assert office.post(f"/bao-tin/thu/{dead['id']}/gui-lai").status_code == 303
    assert office.get("/api/v1/deliveries?state=waiting").json()["deliveries"][0]["key"] == dead["key"]
    assert office.post(f"/api/v1/deliveries/{dead['id']}/retry").status_code == 404


def test_a_search_that_was_kept_before_there_were_alerts_learns_to_tell(office: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        conn.execute("UPDATE saved_searches SET query = query - 'asked'")
    assert office.post("/api/v1/alerts", json=ALERT).status_code == 201
    with connect(dsn) as conn:
        (kept,) = searches.every(conn, alerts.every(conn)[0].user_id)
    assert kept.query["asked"] == {"topics": ["no-luong"], "relevant": True}


def test_nobody_has_more_alerts_than_they_can_read(office: TestClient) -> None:
    answers = {office.post("/api/v1/alerts", json=ALERT).status_code for _ in range(30)}
    assert answers == {201}
    assert office.post("/api/v1/alerts", json=ALERT).status_code == 422
