"""Servers that a test may treat badly."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

import store
from store.embedded.account import Account
from store.embedded.layout import Layout
from store.embedded.postmaster import look

ROOT = Path(store.__file__).parents[1]
SITE = Path(psycopg.__file__).parents[1]

OPEN = """
import sys
from pathlib import Path
from domain.settings import settings_from
from store import open_database
from store.db import connect
with open_database(settings_from({"LANGNGHE_DATA": sys.argv[1]}), say=print) as dsn:
    with connect(dsn) as conn:
        print("open", conn.execute("SELECT count(*) AS n FROM sources").fetchone()["n"], flush=True)
    if sys.argv[2] == "stay":
        sys.stdin.readline()
"""


def postmaster(layout: Layout) -> int:
    found = look(layout)
    assert found is not None, "no server runs"
    return found.pid


def running(layout: Layout) -> bool:
    return look(layout) is not None


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    until(lambda: not _alive(pid))


def _alive(pid: int) -> bool:
    try:
        return "Z" not in (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def until(happens: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def program(data: Path, how: str = "leave", account: Account | None = None) -> subprocess.Popen[str]:
    """A process that opens the database of `data`, says so, and leaves or stays until it reads a line."""
    options = account.options() if account else {"cwd": "/", "env": dict(os.environ)}
    env = {**options.pop("env"), "PYTHONPATH": f"{ROOT}:{SITE}", "PYTHONDONTWRITEBYTECODE": "1"}  # type: ignore[dict-item]
    python = interpreter(account) if account else sys.executable
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [python, "-c", OPEN, str(data), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        **options,
    )


def opened(process: subprocess.Popen[str]) -> str:
    """The line with which the process says that its database is open."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("open"):
            return line.strip()
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def leave(process: subprocess.Popen[str]) -> None:
    out, err = process.communicate("\n", timeout=60)
    assert process.returncode == 0, out + err


def interpreter(account: Account) -> str:
    """A Python of our version that the account can run with our packages; skips the test where there is none."""
    names = [
        sys.executable,
        *filter(None, [shutil.which(f"python{sys.version_info[0]}.{sys.version_info[1]}", path="/usr/bin")]),
    ]
    for name in names:
        try:
            done = subprocess.run(  # type: ignore[call-overload]
                [name, "-c", "import psycopg, alembic, pydantic"],
                check=False,
                capture_output=True,
                **{**account.options(), "env": {**os.environ, "PYTHONPATH": f"{ROOT}:{SITE}"}},
            )
        except OSError:
            continue
        if done.returncode == 0:
            return name
    pytest.skip("no Python that an ordinary user of this machine can run")


def ordinary() -> Account:
    """An account without rights; skips the test where we are not root and cannot become it."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as somebody else")
    return Account(65534, 65534, borrowed=True)
