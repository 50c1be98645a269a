"""The server's processes as its pid file and /proc show them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from store.embedded.layout import Layout

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    sockets: Path
    ready: bool


def look(layout: Layout) -> Postmaster | None:
    """The running postmaster of this folder; None where the pid file is absent, unfinished or tells of a dead one."""
    try:
        lines = (layout.pgdata / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    if len(lines) < 5 or not lines[0].isdigit() or not _is_postmaster(int(lines[0]), layout):
        return None
    status = lines[7].strip() if len(lines) > 7 else "starting"
    return Postmaster(int(lines[0]), Path(lines[4]), status == "ready")


def sweep(layout: Layout) -> None:
    """Clear what a killed postmaster left: its orphaned backends first, then pid and socket files.

    PostgreSQL refuses to start while the pid in those files belongs to any living process, even to a stranger's.
    Call it only during one's turn and after `look` found no postmaster.
    """
    _end_orphans(layout)
    (layout.pgdata / "postmaster.pid").unlink(missing_ok=True)
    for name in (".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
        (layout.sockets / name).unlink(missing_ok=True)


def _end_orphans(layout: Layout, patience: float = 5.0) -> None:
    """Backends leave by themselves when the postmaster dies; those busy in a long query are ended."""
    deadline = time.monotonic() + patience
    while orphans := list(_workers(layout)):
        late = time.monotonic() > deadline
        for pid in orphans:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
        time.sleep(0.05)


def _workers(layout: Layout) -> Iterator[int]:
    for entry in PROC.iterdir() if PROC.is_dir() else ():
        if entry.name.isdigit() and _works_in(int(entry.name), layout):
            yield int(entry.name)


def _is_postmaster(pid: int, layout: Layout) -> bool:
    """Whether `pid` serves this folder. A dead postmaster's number may belong to any other process by now."""
    if not PROC.is_dir():
        return _alive(pid)
    try:
        command = (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    started_by_us = Path(os.fsdecode(command[0])).name == "postgres" and os.fsencode(layout.pgdata) in command
    return started_by_us or _works_in(pid, layout)


def _works_in(pid: int, layout: Layout) -> bool:
    """Whether `pid` is a PostgreSQL process of this folder: it is the working directory of all of them."""
    entry = PROC / str(pid)
    try:
        if entry.stat().st_uid != layout.account.uid or (entry / "comm").read_text().strip() != "postgres":
            return False
        return (entry / "cwd").readlink() == layout.pgdata
    except PermissionError:
        # Root of a container may not look into other accounts' processes; that account may.
        return layout.account.run(["readlink", str(entry / "cwd")]).stdout.strip() == str(layout.pgdata)
    except OSError:
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
