"""Start a cluster, wait for it, stop it."""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from store.embedded.initdb import complaint, ensure_cluster, refuse_full_disk
from store.embedded.layout import Layout, Say, make_socket_folder
from store.embedded.memory import memory_settings
from store.embedded.postmaster import Postmaster, look, sweep
from store.errors import ServerError

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "50",
    "maintenance_work_mem": "128MB",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    "min_wal_size": "80MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "autovacuum_max_workers": "2",
    "log_timezone": "UTC",
    "timezone": "UTC",
    # A failing statement, row or value would carry the text of a post into the log: no ERROR is logged at all.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
LONGEST_LOG = 10_000_000
LONGEST_RECOVERY = 6 * 3600
PROGRESS_SECONDS = 5.0
"""How long a start may stay without a word."""


def start(layout: Layout, say: Say, tuning: Mapping[str, str]) -> Postmaster:
    """The running, ready server of this layout; started where it does not run. Call it during one's turn."""
    ensure_cluster(layout, say)
    for _ in range(3):
        found = look(layout)
        if found is None:
            sweep(layout)
            _launch(layout, say, tuning)
        if ready := _await_ready(layout, say):
            return ready
    raise ServerError(f"PostgreSQL stops right after its start; its log says: {complaint(_tail(layout.log, 0))}")


def _launch(layout: Layout, say: Say, tuning: Mapping[str, str]) -> None:
    make_socket_folder(layout)
    command = [str(layout.bin / "pg_ctl"), "-w", "-t", str(LONGEST_RECOVERY), "-o", _options(layout, tuning), "start"]
    _turn_over(layout.log)
    earlier = layout.log.stat().st_size if layout.log.exists() else 0
    try:
        with layout.log.open("ab") as log:
            # The log is opened here and inherited: the server's account need not be able to write into the folder.
            run = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **_environment(layout))
    except OSError as error:
        raise ServerError(f"cannot start PostgreSQL ({error.strerror}: {error.filename}); see its folder") from error
    began = time.monotonic()
    while (code := _wait(run, PROGRESS_SECONDS)) is None:
        say(f"PostgreSQL is still recovering after {time.monotonic() - began:.0f} s; leave it running")
    if code != 0:
        words = _tail(layout.log, earlier)
        refuse_full_disk(words, layout.pgdata)
        raise ServerError(f"PostgreSQL did not start; its log {layout.log} ends with: {complaint(words)}")


def _options(layout: Layout, tuning: Mapping[str, str]) -> str:
    """Arguments of `postgres` for the shell of pg_ctl, which quotes the folder that it is given itself badly."""
    sockets = str(layout.sockets).replace('"', '""')
    settings = {**SETTINGS, **memory_settings(), "unix_socket_directories": f'"{sockets}"', **tuning}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return shlex.join(["-D", str(layout.pgdata), *arguments])


def _environment(layout: Layout) -> dict[str, Any]:
    options = layout.account.options()
    return {**options, "env": {**options["env"], "PGDATA": str(layout.pgdata)}}


def _await_ready(layout: Layout, say: Say) -> Postmaster | None:
    """Wait for a server that somebody else, now gone, began to start. None when it vanishes."""
    began = last = time.monotonic()
    while (found := look(layout)) and not found.ready:
        if time.monotonic() - last > PROGRESS_SECONDS:
            last = time.monotonic()
            say(f"PostgreSQL is still recovering after {last - began:.0f} s; leave it running")
        time.sleep(0.05)
    return found


def stop(layout: Layout) -> None:
    """Stop the server with a checkpoint. Raises ServerError when it does not end within five minutes."""
    if look(layout) is None:
        return
    command = [str(layout.bin / "pg_ctl"), "-D", str(layout.pgdata), "-w", "-t", "300", "-m", "fast", "stop"]
    if layout.account.run(command).returncode != 0 and look(layout) is not None:
        raise ServerError(f"PostgreSQL in {layout.pgdata} does not stop; its log is {layout.log}")


def _wait(run: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return run.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_name(log.name + ".1"))


def _tail(log: Path, earlier: int) -> str:
    """The end of what was logged after the first `earlier` bytes."""
    return log.read_bytes()[earlier:][-4000:].decode("utf-8", "replace")
