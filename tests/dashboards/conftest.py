"""A migrated database, and what pages need besides it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk import Desk

from dashboards.assets import Assets
from dashboards.render import Renderer
from dashboards.viewer import Viewer
from dashboards.words import Reference
from domain.settings import ROOT
from domain.topics import load_topics
from store.db import Conn, connect
from store.users import Role


@pytest.fixture
def conn(dsn: str) -> Iterator[Conn]:
    with connect(dsn) as open_connection:
        yield open_connection


@pytest.fixture(scope="session")
def reference() -> Reference:
    topics = load_topics(ROOT / "config" / "topics.toml")
    return Reference({topic.slug: topic for topic in topics}, {"75": "Đồng Nai", "48": "Đà Nẵng"})


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(Assets.load())


@pytest.fixture
def desk(conn: Conn, viewer: Viewer, reference: Reference, renderer: Renderer) -> Desk:
    return Desk(conn, viewer, reference, renderer)


@pytest.fixture
def viewer() -> Viewer:
    return Viewer(1, "lan", "Nguyễn Lan", Role.REVIEWER)
