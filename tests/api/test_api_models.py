"""The page of the models: a lead chooses one with confirmation and goes back; nothing else changes what judges."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from domain.settings import ROOT
from domain.topics import load_topics
from models import artifact, readers, registry
from models.train import train
from store import audit, jobs
from store.db import connect
from store.users import Role


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions that learnt from a twentieth of our posts; the older is live."""
    folder = tmp_path_factory.mktemp("shelf")
    topics = tuple(topic.slug for topic in load_topics(ROOT / "config" / "topics.toml"))
    model = train(readers.own(topics)[::20], topics)
    registry.promote(folder, artifact.save(model, folder, factory.NOON - timedelta(days=1)))
    artifact.save(replace(model, data_digest="0" * 64), folder, factory.NOON)
    return folder


@pytest.fixture
def house(client: TestClient, dsn: str, shelf: Path, tmp_path: Path) -> tuple[TestClient, Path, str, str]:
    """A lead in front of a copy of the shelf; the live version and the other."""
    shutil.copytree(shelf, tmp_path / "models")
    state = client.app.state  # type: ignore[attr-defined]
    state.house = replace(state.house, settings=replace(state.house.settings, data=tmp_path))
    with connect(dsn) as conn:
        web_help.fill(conn, factory.posts(2))
    web_help.signed_in(client, dsn, Role.LEAD)
    newest, live = registry.entries(tmp_path / "models")
    return client, tmp_path / "models", live.version, newest.version


def live(folder: Path) -> str:
    return registry.live(folder).name


def test_the_page_says_how_good_the_live_model_is(house: tuple[TestClient, Path, str, str]) -> None:
    client, folder, chosen, _ = house
    client.post("/tin/1/quyet-dinh", data={"decision": "handled", "revision": "0"})
    page = client.get("/mo-hinh").text
    row = artifact.manifest_of(folder / chosen).metrics["flag recall"]
    assert f"Thẻ mô hình {chosen}" in page
    assert f"{row.value:.2f}".replace(".", ",") in page
    assert f"{row.low:.2f}–{row.high:.2f}".replace(".", ",") in page
    assert "1 tin (100,0\u00a0%)" in page  # a decision agrees with the flag


def test_a_model_is_chosen_with_confirmation_and_left_again(house: tuple[TestClient, Path, str, str], dsn: str) -> None:
    client, folder, first, second = house
    assert client.post("/mo-hinh/dung", data={"version": second}).status_code == 422
    assert live(folder) == first
    assert client.post("/mo-hinh/dung", data={"version": second, "sure": "yes"}).status_code == 303
    assert live(folder) == second
    assert "đang chờ đọc lại kho tin" in client.get("/mo-hinh").text
    assert client.post("/mo-hinh/quay-ve", data={"sure": "yes"}).status_code == 303
    assert live(folder) == first
    assert client.post("/mo-hinh/quay-ve", data={"sure": "yes"}).status_code == 422
    with connect(dsn) as conn:
        assert [entry.action for entry in audit.newest(conn)[:2]] == ["model_rolled_back", "model_promoted"]


def test_a_damaged_model_is_never_chosen(house: tuple[TestClient, Path, str, str]) -> None:
    client, folder, first, second = house
    (folder / second / "heads.skops").write_bytes(b"x")
    answer = client.post("/mo-hinh/dung", data={"version": second, "sure": "yes"})
    assert (answer.status_code, live(folder)) == (422, first)
    assert "Chưa đổi gì" in answer.text


def test_an_installation_without_a_model_says_so(client: TestClient, dsn: str, tmp_path: Path) -> None:
    state = client.app.state  # type: ignore[attr-defined]
    state.house = replace(state.house, settings=replace(state.house.settings, data=tmp_path))
    web_help.signed_in(client, dsn)
    assert "Chưa có mô hình nào" in client.get("/mo-hinh").text


def test_what_the_weekly_watch_found_is_said(house: tuple[TestClient, Path, str, str], dsn: str) -> None:
    client, *_ = house
    assert "chưa có lần nào" in client.get("/mo-hinh").text
    monday = date(2026, 10, 12)
    weeks = [
        {
            "first_day": (monday + timedelta(weeks=at)).isoformat(),
            "posts": 80,
            "unknown": 0.3 if at == 4 else 0.021,
            "doubtful": 0.1,
            "topics": {},
        }
        for at in range(5)
    ]
    with connect(dsn) as conn:
        jobs.finish(conn, jobs.begin(conn, "drift"), "done", {"model": "m-1", "weeks": weeks})
    page = client.get("/mo-hinh").text
    assert "từ mô hình chưa gặp khi học" in page
    assert page.index("từ 09/11/2026") < page.index("từ 12/10/2026")
    assert "2,1\u00a0%" in page
