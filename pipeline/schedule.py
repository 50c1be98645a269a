"""What happens by itself, and when: a queue in the same PostgreSQL, worked off by any number of `langnghe work`.

The jobs call the same functions as `make demo`. One lock a host keeps the politeness across machines; a job whose
worker died is handed out again.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from urllib.parse import urlsplit

from procrastinate import App, PsycopgConnector

from crawlers.spec import SourceSpec
from domain.settings import Settings
from pipeline import tasks

COLLECT = "*/30 * * * *"
PROCESS = "*/2 * * * *"
WEEKLY = "0 7 * * 5"
"""Friday 14:00 in Viet Nam: the report is due in the afternoon."""
NIGHTLY = "15 19 * * *"
"""02:15 in Viet Nam."""
RESCUE = "*/10 * * * *"


def make_app(dsn: str, settings: Settings) -> App:
    """The queue with its jobs and its timetable (cron lines are UTC)."""
    app = App(connector=PsycopgConnector(conninfo=dsn, kwargs={"application_name": "langnghe-worker"}))

    @app.task(name="collect_host", retry=2)
    def collect_host(slugs: list[str]) -> None:
        tasks.collect_in_child(slugs, settings)
        process.configure(queueing_lock="process").defer()

    @app.task(name="process", queueing_lock="process")
    def process() -> None:
        tasks.process_all(dsn, settings)

    @app.periodic(cron=COLLECT)
    @app.task(name="collect", queueing_lock="collect")
    def collect(timestamp: int) -> None:
        for host, slugs in by_host(tasks.enabled_specs(practice=practising())).items():
            deferrer = collect_host.configure(lock=f"host:{host}", queueing_lock=f"host:{host}")
            _defer_once(deferrer.defer, slugs=slugs)

    @app.periodic(cron=PROCESS)
    @app.task(name="process_waiting", queueing_lock="process_waiting")
    def process_waiting(timestamp: int) -> None:
        tasks.process_all(dsn, settings)

    @app.periodic(cron=WEEKLY)
    @app.task(name="weekly_report", queueing_lock="weekly_report")
    def weekly_report(timestamp: int) -> None:
        now = datetime.fromtimestamp(timestamp, UTC)
        tasks.write_weekly(dsn, settings, tasks.week_to_report(settings, now), now)

    @app.periodic(cron=NIGHTLY)
    @app.task(name="house_keeping", queueing_lock="house_keeping")
    def house_keeping(timestamp: int) -> None:
        tasks.keep_house(dsn, settings, datetime.fromtimestamp(timestamp, UTC))

    @app.periodic(cron=RESCUE)
    @app.task(name="rescue_stalled", queueing_lock="rescue_stalled", pass_context=False)
    async def rescue_stalled(timestamp: int) -> None:
        for job in await app.job_manager.get_stalled_jobs():
            await app.job_manager.retry_job(job)

    return app


def by_host(specs: list[SourceSpec]) -> dict[str, list[str]]:
    """Slugs of the sources by the host on which they are read: sources of one host never run side by side."""
    hosts: dict[str, list[str]] = {}
    for spec in specs:
        hosts.setdefault(urlsplit(spec.url).netloc.lower(), []).append(spec.slug)
    return hosts


def practising() -> bool:
    """Whether this installation collects the practice web (set by `langnghe demo` and `--practice-web`)."""
    return os.environ.get("LANGNGHE_PRACTICE") == "1"


def run_worker(dsn: str, settings: Settings) -> None:
    """Work until stopped; SIGTERM lets the job at hand finish."""
    app = make_app(dsn, settings)
    app.run_worker(
        name=f"langnghe-{os.getpid()}", concurrency=2, shutdown_graceful_timeout=45, delete_jobs="successful"
    )


def _defer_once(defer: object, **arguments: object) -> None:
    """Defer, unless the same job already waits: then it will do."""
    from procrastinate.exceptions import AlreadyEnqueued

    try:
        defer(**arguments)  # type: ignore[operator]
    except AlreadyEnqueued:
        return
