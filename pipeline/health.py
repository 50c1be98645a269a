"""Is it alive? For the health checks of a container."""

from __future__ import annotations

import urllib.request
from urllib.error import URLError

from pipeline.context import settings
from pipeline.problems import Problem
from store import jobs
from store.db import connect

FRESH_SECONDS = 90


def check_api() -> str:
    chosen = settings()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{chosen.port}/api/v1/health", timeout=5) as answer:
            return str(answer.read().decode())
    except (URLError, OSError) as error:
        raise Problem(f"the API does not answer on port {chosen.port}; start it with `langnghe serve`") from error


def check_worker() -> str:
    """A worker's queues beat every ten seconds; when none has for long, nobody works."""
    url = settings().database_url
    if url is None:
        raise Problem("the embedded database is private to its processes; worker health needs DATABASE_URL")
    with connect(url) as conn:
        queues = jobs.live_workers(conn, FRESH_SECONDS)
    if not queues:
        raise Problem("no worker has been heard of lately; start one with `langnghe work`")
    return f"{queues} queues are being worked off"
