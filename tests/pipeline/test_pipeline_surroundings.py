"""Bad surroundings: each ends in one sentence that says what to do, or is survived."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from databases import Databases, folder
from debian_server import free_port
from pipeline_house import ROOT, House, api_answers, until

from domain.settings import settings_from
from store.embedded.account import Account
from store.server import start

SITE = Path(psycopg.__file__).parents[1]
NOBODY = Account(65534, 65534, borrowed=True)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may walk through."""
    with folder() as path:
        yield path


def house_in(data: Path) -> House:
    return House(settings_from({"LANGNGHE_DATA": str(data), "LANGNGHE_PORT": str(free_port())}), 41000)


def sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command that failed said last; anything but one sentence of ours fails the test."""
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "Traceback" not in said
    last = said.strip().splitlines()[-1]
    assert last.startswith("langnghe: ")
    assert said.count("langnghe: ") == 1
    return last


@contextmanager
def small_disk(at: Path, *options: str) -> Iterator[None]:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    at.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=755", *options)), "tmpfs", str(at)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    filler = disk / "filler"
    filler.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - leave))
    return filler


def test_a_disk_too_small_for_a_database(place: Path) -> None:
    with small_disk(place / "small", "size=12m"):
        assert "is full; free some room" in sentence(house_in(place / "small").run("db", "upgrade"))


def test_a_disk_that_became_full(place: Path, trained: Path) -> None:
    with small_disk(place / "small", "size=90m"):
        house = house_in(place / "small")
        assert house.run("db", "upgrade").returncode == 0
        filler = fill(place / "small")
        for command in (("sources",), ("process",)):
            assert "is full; free some room" in sentence(house.run(*command))
        assert "the disk is full" in sentence(house.run("models", "train", "--quick"))
        filler.unlink()
        assert house.run("sources").returncode == 0, "with room again, all is well"


def test_a_read_only_disk(place: Path) -> None:
    with small_disk(place / "small", "size=12m", "ro"):
        house = house_in(place / "small")
        assert "Read-only" in sentence(house.run("db", "upgrade"))
        assert "read-only" in sentence(house.run("models", "train", "--quick"))


def as_nobody(data: Path, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command line as an ordinary user; skips where this is not to be had."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as somebody else")
    env = {**house_in(data).environment, "PYTHONPATH": f"{ROOT}:{SITE}", "HOME": "/nonexistent"}
    options = {**NOBODY.options(), "env": {**env, "PYTHONDONTWRITEBYTECODE": "1"}}
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info[1]}"):
        try:
            subprocess.run(
                [python, "-c", "import psycopg, sklearn, pipeline"], check=True, capture_output=True, **options
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        run = [python, "-m", "pipeline", *command]
        return subprocess.run(run, input=given, capture_output=True, timeout=120, check=False, **options)
    pytest.skip("no Python that an ordinary user of this machine can run")


@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_a_data_folder_of_somebody_else(place: Path, mode: int) -> None:
    (place / "data").mkdir(mode=mode)
    for command in (("db", "upgrade"), ("models", "train", "--quick")):
        said = sentence(as_nobody(place / "data", *command))
        assert str(place / "data") in said
        assert "LANGNGHE_DATA" in said or "mend its rights" in said


def test_a_home_that_cannot_be_written_is_not_needed(place: Path, trained: Path) -> None:
    """As in a container: only the data folder belongs to the program."""
    shutil.copytree(trained, place / "data" / "models", symlinks=True)
    for path in (place / "data", *(place / "data").rglob("*")):
        os.chown(path, NOBODY.uid, NOBODY.gid)
    post = json.dumps({"id": 1, "text": "Công ty nợ lương ba tháng"}).encode() + b"\n"
    done = as_nobody(place / "data", "predict", given=post)
    assert done.returncode == 0, done.stderr.decode()
    assert b'"no-luong"' in done.stdout


@pytest.mark.parametrize("table", ["stories", "hoa_don", "alembic_version", "procrastinate_jobs"])
def test_a_database_of_another_program(databases: Callable[[int], Databases], place: Path, table: str) -> None:
    with databases(18).fresh("template0") as dsn:
        with psycopg.connect(dsn) as conn:
            conn.execute(f"CREATE TABLE {table} (version_num text)".encode())
            conn.execute(f"INSERT INTO {table} VALUES ('ae1027a6')".encode())
        said = sentence(house_in(place).run("sources", DATABASE_URL=dsn))
        assert "tables of another program" in said
        assert "give DATABASE_URL a database of its own" in said
        with psycopg.connect(dsn) as conn:
            (tables,) = conn.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() or ()
    assert tables == 1


def test_an_account_that_may_not_make_tables(databases: Callable[[int], Databases], place: Path) -> None:
    with databases(18).fresh("template0") as dsn:
        with psycopg.connect(dsn, autocommit=True) as conn:
            conn.execute("CREATE ROLE khach LOGIN")
        try:
            guest = dsn.replace("//langnghe@", "//khach@")
            assert "may not make or read our tables" in sentence(house_in(place).run("sources", DATABASE_URL=guest))
        finally:
            with psycopg.connect(dsn, autocommit=True) as conn:
                conn.execute("DROP ROLE khach")


def test_serving_survives_a_killed_database_and_leaves_none_behind(place: Path) -> None:
    house = house_in(place / "data")
    env = {"LANGNGHE_PORT": str(house.settings.port)}
    log = place / "log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "pipeline", "serve"]
        serving = subprocess.Popen(command, env=house.environment | env, stdout=out, stderr=out)
    pid_file = place / "data" / "pg18" / "postmaster.pid"
    try:
        until(lambda: api_answers(house.settings.port), "the API answers", 60)
        os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGKILL)
        until(lambda: "starting it again" in log.read_text(), "the loss is noticed", 20)
        until(lambda: api_answers(house.settings.port), "the API answers again", 60)
    finally:
        serving.terminate()
        serving.wait(30)
    assert "Traceback" not in log.read_text()
    assert not pid_file.exists(), "the last user stops the server"


def test_serving_waits_for_a_database_that_is_gone(place: Path) -> None:
    server = start(place / "elsewhere")
    house = house_in(place / "data")
    env = {"LANGNGHE_PORT": str(house.settings.port), "DATABASE_URL": server.dsn()}
    log = place / "log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "pipeline", "serve"]
        serving = subprocess.Popen(command, env=house.environment | env, stdout=out, stderr=out)
    try:
        until(lambda: api_answers(house.settings.port), "the API answers", 60)
        server.close()
        assert "does not answer" in sentence(house.run("health", "api", **env))
        assert "does not answer" in sentence(house.run("health", "worker", **env))
        server = start(place / "elsewhere")
        until(lambda: api_answers(house.settings.port), "the API answers again", 60)
    finally:
        serving.terminate()
        serving.wait(30)
        server.close()
    assert "Traceback" not in log.read_text()
