"""The examples of docs/api.md run as they stand there, against the application on a real port."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import factory
import pytest
import web_help
from browser_help import served

from api.keys import make_key
from dashboards.viewer import Viewer
from domain.settings import ROOT
from pipeline.alerts.signing import headers, shown
from store import reviews
from store.db import connect
from store.keys import Scope
from store.webhooks import Target

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SHELL = [text for kind, text in BLOCKS if kind == "sh" and "curl" in text]
LIST, CHECK = (text for kind, text in BLOCKS if kind == "python")


@dataclass(frozen=True)
class Reader:
    """Somebody who follows the page, in an empty folder."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def reader(dsn: str, tmp_path: Path) -> Iterator[Reader]:
    with connect(dsn) as conn:
        web_help.fill(conn, factory.posts(3))
        user = web_help.staff(conn)
        viewer = Viewer(user.id, user.login, user.name, user.role)
        key = make_key(conn, viewer, "ví dụ", frozenset(Scope), days=30, now=datetime.now(UTC))
    with served(dsn) as base:
        yield Reader(tmp_path, {"PATH": os.environ["PATH"], "LANGNGHE": base, "LANGNGHE_KEY": key})


def test_the_commands_of_the_page_work(reader: Reader, dsn: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed; apt-get install curl")
    said = [reader.run("sh", "-ec", text) for text in SHELL]
    assert '"open_earlier"' in said[0]
    assert (reader.folder / "posts.csv").read_text(encoding="utf-8-sig").count("https://congdoan.example") == 3
    assert '"cells"' in said[1]
    with connect(dsn) as conn:
        assert [one.note for one in reviews.history(conn, 1)] == ["Đã gọi công đoàn cơ sở"]


def test_the_program_of_the_page_lists_every_post(reader: Reader) -> None:
    lines = reader.run(sys.executable, "-c", LIST).splitlines()
    assert [line.split(maxsplit=1)[1] for line in lines] == [f"Công đoàn tỉnh Mẫu Tin số {n}" for n in (3, 2, 1)]


def test_the_check_of_the_page_knows_our_signatures() -> None:
    names: dict[str, Any] = {}
    exec(CHECK, names)
    now, body = datetime(2026, 11, 20, 5, 0, tzinfo=UTC), b'{"posts":1}'
    sent = headers("6f1c2c1e", body, Target("", b"old" * 10, b"new" * 10), now)
    genuine, clock = names["genuine"], now.timestamp()
    assert genuine(shown(b"old" * 10), sent, body, clock)
    assert genuine(shown(b"new" * 10), sent, body, clock)
    assert not genuine(shown(b"x" * 30), sent, body, clock)
    assert not genuine(shown(b"old" * 10), sent, body + b" ", clock)
    assert not genuine(shown(b"old" * 10), sent, body, clock + 301)
