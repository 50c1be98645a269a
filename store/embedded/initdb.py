"""Make a cluster, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from store.embedded.layout import Layout, Say
from store.errors import ServerError

USER = "langnghe"
LOCALE = {18: ("--locale-provider=builtin", "--locale=C.UTF-8"), 16: ("--locale=C",)}
"""Byte order everywhere: the wheel has no ICU, and Vietnamese names are sorted in Python."""


def ensure_cluster(layout: Layout, say: Say) -> None:
    """Make the cluster where there is none. Raises ServerError for one of another major version."""
    _clear_halves(layout)
    mark = layout.pgdata / "PG_VERSION"
    if not mark.exists():
        say(f"making the database in {layout.pgdata}")
        _make(layout)
    if (found := mark.read_text().strip()) != str(layout.version):
        raise ServerError(
            f"{layout.pgdata} holds data of PostgreSQL {found} and this program runs {layout.version}; "
            "move that folder away, or dump it with the old version and load it with the new"
        )


def _make(layout: Layout) -> None:
    """Run initdb beside the final place and rename: a killed initdb leaves nothing that looks like a cluster."""
    if layout.pgdata.exists() and any(layout.pgdata.iterdir()):
        raise ServerError(f"{layout.pgdata} holds files but no database; move them away and start again")
    half = _half(layout)
    auth = ("--auth-local=trust", "--auth-host=reject", "--data-checksums")
    command = [str(layout.bin / "initdb"), "-D", str(half), "-U", USER, "-E", "UTF8", *auth, *LOCALE[layout.version]]
    done = layout.account.run(command)
    if done.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        refuse_full_disk(done.stderr, layout.pgdata)
        raise ServerError(f"initdb could not make the database in {layout.pgdata}: {complaint(done.stderr)}")
    if layout.pgdata.exists():
        layout.pgdata.rmdir()
    half.rename(layout.pgdata)


def _half(layout: Layout) -> Path:
    """An empty folder of the server's account. Its name is new: an initdb whose program was killed may still write."""
    try:
        half = Path(tempfile.mkdtemp(prefix=f"{layout.pgdata.name}.new-", dir=layout.pgdata.parent))
        if layout.account.borrowed:
            os.chown(half, layout.account.uid, layout.account.gid)
    except OSError as error:
        folder = layout.pgdata.parent
        raise ServerError(f"{folder} cannot hold a database ({error.strerror}); mend its rights or its disk") from error
    return half


def _clear_halves(layout: Layout) -> None:
    for half in layout.pgdata.parent.glob(f"{layout.pgdata.name}.new-*"):
        shutil.rmtree(half, ignore_errors=True)


def refuse_full_disk(output: str, pgdata: Path) -> None:
    """Raise ServerError where the output of a PostgreSQL program tells of a full disk."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        raise ServerError(
            f"the disk with {pgdata} is full; free some room (a new database takes 100 MB) and start again, "
            "nothing that was stored is lost"
        )


def complaint(output: str) -> str:
    """The line that names the cause."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    causes = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return (causes or lines or ["nothing"])[-1]
