"""The server that bench/api.py asks, in a process of its own: no limit of requests, on the day of the newest post."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection

import uvicorn

from api.rates import Rates
from api.serving import lasting
from domain.settings import settings_from

NEWEST = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@contextmanager
def serving(dsn: str) -> Iterator[tuple[int, int]]:
    """The port at which it answers and the number of its process; it ends with the block."""
    context = get_context("spawn")
    mine, its = context.Pipe()
    server = context.Process(target=_serve, args=(dsn, its), daemon=True)
    server.start()
    its.close()  # else a server that died would be waited for without end
    try:
        try:
            port = mine.recv()
        except EOFError:
            raise SystemExit("the server did not start; see what it said above") from None
        yield port, server.pid or 0
    finally:
        with suppress(BrokenPipeError):
            mine.send("end")
        server.join()


def _serve(dsn: str, parent: Connection) -> None:
    app = lasting(settings_from({}), dsn)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            return
        time.sleep(0.02)
    app.state.house = replace(app.state.house, now=lambda: NEWEST, rates=Rates(10**9))
    parent.send(server.servers[0].sockets[0].getsockname()[1])
    parent.recv()
    server.should_exit = True
    thread.join()
