"""Fixtures of collection: a small loopback web, and crawls in child processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from crawling_help import SHARED, Answer, Crawled, SmallWeb, a_job, finish_crawl, start_crawl


@pytest.fixture
def shared() -> Path:
    if not SHARED.exists():
        pytest.skip("the folder of evaluation texts is not beside this checkout")
    return SHARED


@pytest.fixture
def small_web() -> Iterator[Callable[[], SmallWeb]]:
    """Makes loopback sites, each on a port of its own."""
    servers: list[ThreadingHTTPServer] = []

    def make() -> SmallWeb:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append((time.monotonic(), self.path, dict(self.headers)))
                answer = web.answers.get(self.path, Answer(b"khong co", 404))
                if callable(answer):
                    answer = answer(len(web.times(self.path)))
                time.sleep(answer.pause)
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        port = int(server.server_address[1])
        web = SmallWeb(f"http://127.0.0.1:{port}", port)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return web

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def run_crawl(tmp_path: Path) -> Callable[..., Crawled]:
    """Crawls these sources (`{slug: TOML text}`) in a child process."""

    def run(
        sources: Mapping[str, str],
        *,
        known: Mapping[str, Any] | None = None,
        env: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> Crawled:
        job = a_job(tmp_path, sources, known=known, **settings)
        began = time.monotonic()
        return finish_crawl(start_crawl(tmp_path, job, env), tmp_path, began)

    return run
