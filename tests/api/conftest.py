"""A running application over a fresh database, at noon of 20 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import factory
import pytest
from browser_help import chromium
from starlette.testclient import TestClient

from api.app import create_app
from domain.settings import settings_from


@pytest.fixture
def client(dsn: str) -> Iterator[TestClient]:
    app = create_app(settings_from({}), dsn)
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as running:
        app.state.house = replace(app.state.house, now=lambda: factory.NOON)
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started
