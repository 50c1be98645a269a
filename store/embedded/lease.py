"""File locks by which processes share one server. The kernel frees them however a process dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import ServerError


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ServerError(f"{path} cannot be written ({error.strerror}); free the disk or mend its rights") from error


@contextmanager
def turn(path: Path, patience: float = 3600.0) -> Iterator[None]:
    """Be the only process that starts or stops the server."""
    descriptor = _open(path)
    deadline = time.monotonic() + patience
    try:
        while not _try(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise ServerError(f"another process has been starting the database for too long; see who holds {path}")
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


class Lease:
    """A process's share in the server."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = _open(path)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def give_back(self) -> bool:
        """End the share; True when nobody else holds one. Call it during one's turn."""
        os.close(self._descriptor)
        probe = _open(self._path)
        try:
            return _try(probe, fcntl.LOCK_EX)
        finally:
            os.close(probe)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
