"""Root lends the server an account and changes nobody's folders; an ordinary user simply runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import psycopg
import pytest
from databases import folder
from server_help import leave, opened, ordinary, program, running

from store.embedded import binaries, layout
from store.embedded.account import Account, account_for
from store.embedded.binaries import binaries_for, wheel_folder
from store.errors import ServerError
from store.server import RunningServer, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see who is alive")


@pytest.fixture
def root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root lends its server an account")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with folder() as path:
        yield path


@pytest.fixture
def shelter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in for root's place under /var/lib."""
    with folder() as path:
        for module in (binaries, layout):
            monkeypatch.setattr(module, "SHELTER", path / "langnghe")
        yield path / "langnghe"


def _closed(path: Path) -> Path:
    path.mkdir(parents=True)
    path.chmod(0o700)
    return path


def _modes(path: Path) -> list[tuple[int, int]]:
    return [(each.stat().st_mode, each.stat().st_uid) for each in (path, *path.parents)]


def _answers(server: RunningServer) -> bool:
    with psycopg.connect(server.dsn()) as conn:
        return conn.execute("SELECT 1").fetchone() == (1,)


def test_root_changes_no_folder_but_the_clusters_own(root: None, open_folder: Path) -> None:
    data = open_folder / "var"
    data.mkdir()
    before = _modes(data)
    server = start(data)
    assert _answers(server)
    owner = server.layout.pgdata.stat()
    assert owner.st_uid == server.layout.account.uid != 0
    assert owner.st_mode & 0o777 == 0o700
    server.close()
    assert _modes(data) == before


def test_a_closed_folder_of_root_keeps_its_mode_and_the_database_lies_elsewhere(
    root: None, open_folder: Path, shelter: Path
) -> None:
    data = _closed(open_folder / "closed") / "var"
    data.mkdir()
    before, lines = _modes(data), list[str]()
    mask = os.umask(0o077)
    server = start(data, say=lines.append)
    os.umask(mask)
    assert _answers(server)
    assert server.layout.pgdata.is_relative_to(shelter)
    assert sum("closed to PostgreSQL's account" in line for line in lines) == 1
    assert _modes(data) == before
    server.close()
    moved = data.rename(data.with_name("moved"))
    again = start(moved)
    assert again.layout.pgdata == server.layout.pgdata
    again.close()


def test_a_wheel_behind_a_closed_door_is_copied_once(
    root: None, open_folder: Path, shelter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = _closed(open_folder / "venv")
    package = wheel_folder(18).parent
    for part in (package, package.with_name(package.name + ".libs")):
        (door / part.name).symlink_to(part)
    monkeypatch.setattr(binaries, "wheel_folder", lambda version: door / package.name / "pginstall18")
    server = start(open_folder / "var")
    assert _answers(server)
    assert server.layout.bin.is_relative_to(shelter)
    server.close()
    made = server.layout.bin.stat().st_mtime_ns
    assert binaries_for(server.layout.account, 18) == server.layout.bin
    assert server.layout.bin.stat().st_mtime_ns == made


def test_an_ordinary_user_runs_the_server_as_himself(open_folder: Path) -> None:
    account = ordinary()
    data = open_folder / "var"
    data.mkdir()
    os.chown(data, account.uid, account.gid)
    process = program(data, "stay", account)
    assert opened(process) == "open 0"
    assert (data / "pg18").stat().st_uid == account.uid
    leave(process)
    by_root = start(data)
    assert by_root.layout.account.uid == account.uid
    assert _answers(by_root)
    by_root.close()
    assert not running(by_root.layout)


def test_an_ordinary_user_who_may_not_write_gets_one_sentence(open_folder: Path) -> None:
    process = program(open_folder / "var", "leave", ordinary())
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "give LANGNGHE_DATA a folder that you may write" in err.splitlines()[-1]


def test_an_ordinary_user_cannot_take_over_somebody_elses_database(open_folder: Path) -> None:
    account = ordinary()
    server = start(open_folder / "var")
    if server.layout.account.uid == account.uid:
        pytest.skip("root lends the server the very account of this test")
    server.close()
    process = program(open_folder / "var", "leave", account)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "belongs to account" in err.splitlines()[-1]


def test_a_socket_folder_that_somebody_else_made_is_refused(
    root: None, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = open_folder / ("x" * 90)
    monkeypatch.setattr("tempfile.tempdir", str(open_folder))
    first = start(deep)
    first.close()
    rmtree(first.layout.sockets)
    first.layout.sockets.mkdir(mode=0o777)
    with pytest.raises(ServerError, match="not ours"):
        start(deep)


def test_root_without_any_account_is_told_what_to_do(root: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embedded.account.PREFERRED", ("there-is-no-such-account",))
    with pytest.raises(ServerError, match="useradd"):
        account_for(Path("/nowhere/at/all"))


def test_an_account_tries_doors_as_itself(root: None, open_folder: Path) -> None:
    stranger = Account(65534, 65534, borrowed=True)
    assert stranger.can("-x", open_folder)
    assert not stranger.can("-x", _closed(open_folder / "closed"))
