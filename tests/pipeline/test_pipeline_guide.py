"""docs/add_a_source.md, followed word by word: from a site that nobody knows to its posts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_site import Reply, Routes, article, feed, running
from guide_child import SITE
from pipeline_house import ROOT, House

from store.db import connect
from store.server import open_database

PAGE = (ROOT / "docs" / "add_a_source.md").read_text(encoding="utf-8")
COMMANDS = [command.split() for command in re.findall(r"`\./langnghe ([^`]+)`", PAGE)]
COMMENTER = "Quách Thị Bưởi"
PATHS = [f"/tin-tuc/cong-doan-doi-thoai-ve-bua-an-ca-{number}0200.html" for number in range(1, 5)]
SAID = f"<div class='comments'><ul><li><b>{COMMENTER}</b><p>Xưởng em cũng mong được như vậy.</p></li></ul></div>"
BODY = (
    "<div class='noi-dung'><p>Sáng nay công đoàn cơ sở và ban giám đốc đối thoại về suất ăn ca của ba phân xưởng.</p>"
    "<p>Hai bên hẹn trả lời bằng văn bản trước cuối tuần, niêm yết ở bảng tin để mọi người cùng xem.</p></div>"
)


def site(base: str) -> Routes:
    own = base.replace("127.0.0.1", SITE)
    head = (
        f'<head><link rel="alternate" type="application/rss+xml" href="{own}/rss"><title>Công đoàn Vidu</title></head>'
    )
    listed = "".join(f'<p><a href="{path}">Công đoàn đối thoại về bữa ăn ca</a></p>' for path in PATHS)
    pages: Routes = {
        path: article(f"Đối thoại về bữa ăn ca, kỳ {at}", body=BODY + SAID) for at, path in enumerate(PATHS)
    }
    return {
        "/": Reply(f"<html>{head}<body>{listed}</body></html>"),
        "/rss": feed(*(own + path for path in PATHS)),
        **pages,
    }


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's own copy of the project: what is written there is not written here."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("config", "demo"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "crawlers" / "sources").mkdir(parents=True)
    shutil.copy(ROOT / "crawlers" / "sources" / "laodong.toml", folder / "crawlers" / "sources")
    return folder


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running({"site": site}) as sites:
        yield sites["site"].base.replace("127.0.0.1", SITE)


def follow(house: House, checkout: Path, command: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("guide_child.py")), str(checkout), *command],
        env={**house.environment, "LANGNGHE_CONTACT": "ban@vidu.vn", "LANGNGHE_PRIVATE_SOURCES": SITE},
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, (command, done.stderr.decode())
    return done.stdout.decode() + done.stderr.decode()


def test_the_page_fits_on_one_screen_and_says_each_command() -> None:
    lines = PAGE.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 130
    assert [command[:2] if command[0] == "sources" else command[:1] for command in COMMANDS] == [
        ["sources", "add"], ["sources", "check"], ["sources", "record"], ["crawl"], ["process"],
        ["sources"], ["sources", "replay"], ["process"],
    ]  # fmt: skip


def test_whoever_follows_the_page_has_a_source(house: House, checkout: Path, address: str) -> None:
    slug = re.sub(r"[.:]", "-", address.removeprefix("http://"))
    file = checkout / "crawlers" / "sources" / f"{slug}.toml"
    meant = {"https://congdoan.vidu.vn": address, "<slug>": slug}
    said: dict[str, str] = {}
    with open_database(house.settings) as dsn:
        for command in COMMANDS[:-1]:  # the last one was followed before
            words = " ".join(meant.get(word, word) for word in command).replace(
                "<address of an article>", address + PATHS[0]
            )
            if command[:2] == ["sources", "add"]:
                words += " --write"
            if command[0] == "crawl":
                text = re.sub(r"(?m)^(enabled|reason) = .*\n", "", file.read_text(encoding="utf-8"))
                file.write_text(text, encoding="utf-8")
            said[" ".join(command[:2])] = follow(house, checkout, words.split())
        with connect(dsn) as conn:
            posts = conn.execute("SELECT kind, title, text FROM posts WHERE source = %s", (slug,)).fetchall()
            everything = conn.execute("SELECT string_agg(p::text, '') AS text FROM posts p").fetchone()
    assert said["sources add"].count("Đối thoại về bữa ăn ca, kỳ") >= 3, "three posts are shown"
    assert "Đối thoại về bữa ăn ca" in said["sources check"]
    recorded = checkout / "tests" / "crawlers" / "recorded" / slug
    assert "suất ăn ca" in recorded.with_suffix(".json").read_text(encoding="utf-8")
    assert COMMENTER not in recorded.with_suffix(".html").read_text(encoding="utf-8")
    assert "sổ khớp" in said["crawl <slug>"]
    assert sorted(row["title"] for row in posts if row["kind"] != "comment") == [
        f"Đối thoại về bữa ăn ca, kỳ {at}" for at in range(4)
    ]
    assert "4 pages wait again" in said["sources replay"]
    assert "Bưởi" not in (everything or {})["text"]
    assert not (ROOT / "crawlers" / "sources" / file.name).exists()
