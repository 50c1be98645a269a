"""Serves API and pages with uvicorn, in this process."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from domain.settings import Settings
from pipeline.children import child_environment
from pipeline.context import practice_port, say
from pipeline.problems import Problem


def serve(settings: Settings, dsn: str, *, practice_web: bool) -> None:
    """Serve until stopped. Raises Problem when the port is taken."""
    import uvicorn

    check_free(settings.host, settings.port)
    # By name: the rooms above this one are not ours to import, only to start.
    serving = import_module("api.serving")
    app = serving.make(settings, dsn, say)
    with practice(settings) if practice_web else _nothing():
        say(f"open http://{_shown(settings.host)}:{settings.port}/ in a browser; stop with Ctrl-C")
        uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=10)


def check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Problem(
                f"port {port} is taken by another program; stop it or choose another, for example LANGNGHE_PORT=8010"
            ) from error


@contextmanager
def practice(settings: Settings) -> Iterator[None]:
    """The practice web as a child process. Where one already listens for this data folder, that one is used."""
    command = [sys.executable, "-m", "demo", "--data", str(settings.data), "--port", str(practice_port())]
    with subprocess.Popen(
        command, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            _wait_ready(child)
            yield
        finally:
            child.terminate()


def _wait_ready(child: subprocess.Popen[str]) -> None:
    for line in child.stdout or ():
        if line.strip() == "ready":
            return
    raise Problem((child.stderr.read() if child.stderr else "").strip() or "the practice web did not start")


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
