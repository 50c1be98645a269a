"""Is it alive, and is it fed? The first two are for the health checks of a container, the third is for people."""

from __future__ import annotations

import urllib.request
from urllib.error import URLError

from pipeline.context import database, settings
from pipeline.problems import Problem
from reports import standing
from store import jobs, sources
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


def check_sources() -> str:
    """Raises Problem with one line for each source that somebody should look at."""
    with database(settings()) as dsn, connect(dsn) as conn:
        health = [one for one in sources.health(conn) if one.enabled]
    alarms = [one for one in health if one.alarm]
    if alarms:
        lines = [f"{one.name}: {standing.state_word(one).lower()}. {standing.evidence(one)}" for one in alarms]
        raise Problem("\n".join([f"{len(alarms)} of {len(health)} sources need a look:", *lines]))
    return f"{len(health)} sources, none needs a look"
