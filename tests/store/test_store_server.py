"""The embedded server comes up whatever happened to it, and nobody who left keeps it running."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from databases import folder
from server_help import kill, leave, opened, postmaster, program, running, until

from domain.settings import settings_from
from store import open_database
from store.db import connect
from store.embedded import cluster
from store.embedded.cluster import SETTINGS
from store.embedded.layout import layout_for
from store.errors import DatabaseUnavailable, ServerError
from store.server import RunningServer, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see who is alive")


@pytest.fixture
def data() -> Iterator[Path]:
    with folder() as path:
        yield path / "var"
        _end(path / "var")


def _end(data: Path) -> None:
    """Whatever a failed test left running."""
    for pgdata in data.glob("pg1[68]"):
        with suppress(ServerError):
            layout = layout_for(data, int(pgdata.name[2:]), lambda _: None)
            if running(layout):
                kill(postmaster(layout))


def _write(server: RunningServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        conn.execute("INSERT INTO kept VALUES (1)")


def _rows(server: RunningServer) -> int:
    with psycopg.connect(server.dsn()) as conn:
        row = conn.execute("SELECT count(*) FROM kept").fetchone()
        assert row is not None
        return int(row[0])


@pytest.mark.parametrize("version", [18, 16])
def test_data_is_there_again_after_a_stop(data: Path, version: int) -> None:
    first = start(data, version)
    _write(first)
    first.close()
    first.close()
    assert not running(first.layout)
    second = start(data, version)
    assert _rows(second) == 1
    with psycopg.connect(second.dsn()) as conn:
        assert conn.info.server_version // 10000 == version
        assert conn.execute("SHOW fsync").fetchone() == ("on",)
        assert conn.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert conn.execute("SELECT timestamptz '2026-11-20 17:00Z' AT TIME ZONE 'Asia/Ho_Chi_Minh'").fetchone()
    second.close()


def test_the_address_is_a_socket_in_a_private_folder(data: Path) -> None:
    server = start(data)
    sockets = server.layout.sockets
    assert sockets.stat().st_mode & 0o077 == 0
    assert len(str(sockets)) < 86
    with psycopg.connect(server.dsn()) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)
    server.close()


def test_a_deep_data_folder_gets_a_short_socket(data: Path) -> None:
    deep = data / ("sâu" * 20) / ("thẳm và có dấu cách' \"" * 3)
    server = start(deep)
    _write(server)
    assert server.layout.sockets != server.layout.pgdata
    assert server.layout.sockets.stat().st_mode & 0o077 == 0
    server.close()
    shutil.rmtree(server.layout.sockets)


def test_a_killed_server_comes_back_with_everything_that_was_committed(data: Path) -> None:
    first = start(data)
    _write(first)
    first._closing.set()
    first._keeper.join()
    kill(postmaster(first.layout))
    second = start(data)
    assert _rows(second) == 1
    second.close()


def test_a_server_killed_under_a_running_program_is_started_again(data: Path) -> None:
    lines: list[str] = []
    server = start(data, say=lines.append)
    _write(server)
    before = postmaster(server.layout)
    kill(before)
    until(lambda: running(server.layout) and postmaster(server.layout) != before)
    until(lambda: _answers(server))
    assert _rows(server) == 1
    assert any("starting it again" in line for line in lines)
    server.close()
    assert not running(server.layout)


def _answers(server: RunningServer) -> bool:
    try:
        psycopg.connect(server.dsn()).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.parametrize("stranger", ["ours", "theirs"])
def test_a_stale_pid_that_now_belongs_to_another_process_does_not_matter(data: Path, stranger: str) -> None:
    first = start(data)
    _write(first)
    first._closing.set()
    first._keeper.join()
    kill(postmaster(first.layout))
    options = first.layout.account.options() if stranger == "theirs" else {}
    other = subprocess.Popen(["sleep", "60"], **options)  # type: ignore[call-overload]
    pid_file = first.layout.pgdata / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
    (first.layout.sockets / ".s.PGSQL.5432.lock").write_text(f"{other.pid}\n")
    second = start(data)
    assert _rows(second) == 1
    assert other.poll() is None
    other.kill()
    other.wait()
    second.close()


@pytest.mark.parametrize("content", ["", "not a number\n", "999999999\n/nowhere\n"])
def test_a_broken_pid_file_does_not_matter(data: Path, content: str) -> None:
    start(data).close()
    pid_file = data / "pg18" / "postmaster.pid"
    pid_file.write_text(content)
    server = start(data)
    assert running(server.layout)
    server.close()


def test_a_backend_that_outlives_its_postmaster_is_ended_first(data: Path) -> None:
    first = start(data)
    _write(first)
    first._closing.set()
    first._keeper.join()
    busy = psycopg.connect(first.dsn(), autocommit=True)
    worker = threading.Thread(target=_count_for_ever, args=(busy,))
    worker.start()
    time.sleep(0.3)
    kill(postmaster(first.layout))
    second = start(data)
    assert _rows(second) == 1
    worker.join(30)
    assert not worker.is_alive()
    second.close()


def _count_for_ever(conn: psycopg.Connection[tuple[object, ...]]) -> None:
    with suppress(psycopg.Error):
        conn.execute("SELECT count(*) FROM generate_series(1, 100000000000)")


def test_two_programs_share_one_server_and_the_last_one_stops_it(data: Path) -> None:
    server = start(data)
    other = program(data, "stay")
    assert opened(other) == "open 0"
    pid = postmaster(server.layout)
    server.close()
    assert postmaster(server.layout) == pid
    leave(other)
    assert not running(server.layout)


def test_many_programs_that_start_at_once_get_one_server(data: Path) -> None:
    programs = [program(data, "stay") for _ in range(4)]
    assert [opened(each) for each in programs] == ["open 0"] * 4
    for each in programs:
        leave(each)
    assert not running(layout_for(data, 18, lambda _: None))


def test_a_program_killed_with_nine_harms_nobody_and_its_server_is_stopped_by_the_next(data: Path) -> None:
    killed = program(data, "stay")
    opened(killed)
    layout = layout_for(data, 18, lambda _: None)
    pid = postmaster(layout)
    killed.kill()
    killed.communicate()
    assert postmaster(layout) == pid
    server = start(data)
    assert postmaster(layout) == pid
    server.close()
    assert not running(layout)


@pytest.mark.parametrize("moment", [0.0, 0.15, 0.3, 0.5, 0.8, 1.2])
def test_a_first_start_killed_at_any_moment_can_be_begun_again(data: Path, moment: float) -> None:
    killed = program(data, "stay")
    until(lambda: data.exists() and any(data.iterdir()))
    time.sleep(moment)
    killed.kill()
    killed.communicate()
    done = program(data)
    assert opened(done) == "open 0"
    leave(done)
    assert not running(layout_for(data, 18, lambda _: None))


def test_a_long_recovery_is_waited_for_with_a_word(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PROGRESS_SECONDS", 0.2)
    lines: list[str] = []
    layout = layout_for(data, 18, lines.append)
    slow = data / "bin"
    slow.mkdir()
    (slow / "pg_ctl").write_text(f'#!/bin/sh\nsleep 0.7\nexec {layout.bin}/pg_ctl "$@"\n')
    (slow / "pg_ctl").chmod(0o755)
    (slow / "initdb").symlink_to(layout.bin / "initdb")
    server = RunningServer(replace(layout, bin=slow), lines.append, {})
    assert sum("still recovering" in line for line in lines) >= 2
    server.close()


def test_a_server_that_somebody_else_began_to_start_is_waited_for(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PROGRESS_SECONDS", 0.1)
    lines: list[str] = []
    first = start(data)
    pid_file = first.layout.pgdata / "postmaster.pid"
    whole = pid_file.read_text()
    pid_file.write_text(whole.replace("ready", "starting"))
    healer = threading.Timer(0.6, pid_file.write_text, (whole,))
    healer.start()
    second = start(data, say=lines.append)
    assert any("still recovering" in line for line in lines)
    healer.join()
    for server in (first, second):
        server.close()
    assert not running(first.layout)


def test_a_half_made_cluster_is_thrown_away(data: Path) -> None:
    half = data / "pg18.new-x1"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server = start(data)
    assert not half.exists()
    server.close()


def test_data_of_another_major_version_is_left_alone(data: Path) -> None:
    start(data).close()
    (data / "pg18" / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerError, match=r"PostgreSQL 17 and this program runs 18; move"):
        start(data)


def test_strange_files_in_the_place_of_the_cluster_are_left_alone(data: Path) -> None:
    (data / "pg18").mkdir(parents=True)
    (data / "pg18" / "thesis.txt").write_text("mine")
    with pytest.raises(ServerError, match="move them away"):
        start(data)
    assert (data / "pg18" / "thesis.txt").read_text() == "mine"


def test_a_file_where_the_data_folder_should_be_is_one_sentence(data: Path) -> None:
    data.write_text("")
    with pytest.raises(ServerError, match="LANGNGHE_DATA"):
        start(data)


def test_a_setting_that_postgresql_refuses_is_one_sentence(data: Path) -> None:
    with pytest.raises(ServerError, match=r"did not start; its log .*shared_buffers"):
        start(data, tuning={"shared_buffers": "nonsense"})
    server = start(data)
    server.close()


def test_a_text_that_fails_never_reaches_the_log(data: Path) -> None:
    server = start(data)
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute("CREATE TABLE narrow (text varchar(300) CHECK (length(text) < 5))")
        for statement in ("INSERT INTO narrow VALUES (%s)", "SELECT %s::integer"):
            with pytest.raises(psycopg.Error):
                conn.execute(statement, ("bí mật của công nhân",))
    server.close()
    assert "bí mật" not in server.layout.log.read_text()


def test_a_full_disk_is_one_sentence(data: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    data.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(data)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        with pytest.raises(ServerError, match="free some room"):
            start(data)
    finally:
        subprocess.run(["umount", str(data)], check=True)


def test_the_program_opens_the_embedded_or_the_given_server(data: Path, dsn: str) -> None:
    with open_database(settings_from({"LANGNGHE_DATA": str(data)})) as own, connect(own) as conn:
        assert conn.execute("SELECT count(*) AS n FROM posts").fetchone() == {"n": 0}
    with open_database(settings_from({"LANGNGHE_DATA": str(data), "DATABASE_URL": dsn})) as given:
        assert given == dsn
    nowhere = {"LANGNGHE_DATA": str(data), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL"), open_database(settings_from(nowhere)):
        pass


def test_the_servers_settings_are_safe() -> None:
    assert not {"fsync", "full_page_writes", "synchronous_commit"} & set(SETTINGS)
