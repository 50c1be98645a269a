"""People, roles and keys; deletion on request leaves a log without text."""

from __future__ import annotations

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from api.keys import make_key
from dashboards.administration import ACTION
from dashboards.viewer import Viewer
from store import audit, posts, users
from store.db import connect
from store.keys import Scope
from store.posts import PostQuery
from store.users import Role


@pytest.fixture
def office(client: TestClient, dsn: str) -> TestClient:
    with connect(dsn) as conn:
        web_help.fill(conn, factory.posts(3))
    web_help.signed_in(client, dsn, Role.ADMIN, "quantri")
    return client


def test_a_new_colleague_signs_in_with_the_password_that_is_shown_once(office: TestClient) -> None:
    page = office.post("/quan-tri/nguoi", data={"login": "minh", "name": "Lê Minh", "role": "reviewer"}).text
    password = page.split('<code class="key">')[1].split("<")[0]
    assert password not in office.get("/quan-tri").text
    again = office.post("/quan-tri/nguoi", data={"login": "minh", "name": "x", "role": "viewer"})
    assert (again.status_code, "đã có người dùng" in again.text) == (422, True)
    office.cookies.clear()
    assert office.post("/api/v1/session", json={"login": "minh", "password": password}).json()["role"] == "reviewer"


def test_roles_change_and_nobody_changes_their_own(office: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        minh = web_help.staff(conn, Role.REVIEWER, "minh")
    assert office.post(f"/quan-tri/nguoi/{minh.id}", data={"role": "lead", "active": "false"}).status_code == 303
    assert office.post(f"/quan-tri/nguoi/{minh.id}/mat-khau").status_code == 200
    with connect(dsn) as conn:
        assert (users.get(conn, minh.id).role, users.get(conn, minh.id).active) == (Role.LEAD, False)
    assert office.post("/quan-tri/nguoi/1", data={"role": "viewer", "active": "true"}).status_code == 422
    assert office.post("/quan-tri/nguoi/99", data={"role": "viewer", "active": "true"}).status_code == 404


def test_an_administrator_revokes_any_key(office: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        minh = web_help.staff(conn, Role.REVIEWER, "minh", "Lê Minh")
        viewer = Viewer(minh.id, minh.login, minh.name, minh.role)
        make_key(conn, viewer, "Bảng", frozenset(Scope), days=30, now=factory.NOON)
    assert "của Lê Minh" in office.get("/quan-tri").text
    assert office.post("/quan-tri/khoa/1/thu-hoi").status_code == 303
    assert office.post("/quan-tri/khoa/1/thu-hoi").status_code == 404


@pytest.mark.parametrize("what", ["2", "https://congdoan.example/tin/2"])
def test_deletion_on_request_leaves_a_log_without_text(office: TestClient, dsn: str, what: str) -> None:
    assert office.post("/quan-tri/xoa", data={"what": what}).status_code == 422
    assert "Đã xóa 1 tin" in office.post("/quan-tri/xoa", data={"what": what, "sure": "yes"}).text
    assert office.post("/quan-tri/xoa", data={"what": what, "sure": "yes"}).status_code == 422
    with connect(dsn) as conn:
        assert posts.count(conn, PostQuery()) == 2
        web_help.fill(conn, factory.posts(3))
        assert posts.count(conn, PostQuery()) == 2
        log = str(conn.execute("SELECT * FROM audit_log").fetchall())
        newest = audit.newest(conn)[0]
    assert (newest.action, newest.detail) == ("posts_erased", {"posts": [2]})
    assert "congdoan.example" not in log
    assert newest.action in ACTION


def test_the_log_and_the_retention_are_shown(office: TestClient) -> None:
    office.get("/tin/1")
    page = office.get("/quan-tri").text
    assert "xem toàn văn" in page
    assert "Trang gốc đã tải về" in page
    assert "Lời bình luận" in page
