"""What happens by itself, and when: jobs in a queue in the same PostgreSQL, and their timetable.

The jobs call the same functions as `make demo`. One lock a host keeps the politeness across machines. No job with a
queueing lock is ever retried: the retry would meet the next one that already waits, and block both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, JobAborted, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.types import JSONDict

from crawlers.run import user_agent
from crawlers.spec import SourceSpec
from domain.settings import Settings
from pipeline import tasks
from pipeline.alerts.packing import pack_due
from pipeline.alerts.sending import send_due
from pipeline.children import crawl_apart, retrain_apart
from pipeline.context import say
from pipeline.drifting import watch
from pipeline.due import do_due
from pipeline.mailing import send_reports
from pipeline.work import Tally

COLLECT = "*/30 * * * *"
PROCESS = "* * * * *"
ALERT = "* * * * *"
PAPERS = "*/5 * * * *"
"""How often it is looked whether a document is due by config/reports.toml, or was missed."""
STANDING = "*/5 * * * *"
"""How often items and pages of all sources are counted: pages that tell how they are doing need not wait for it."""
LETTERS = "* * * * *"
NIGHTLY = "15 19 * * *"
"""02:15 in Viet Nam. Cron lines are UTC."""

RETRAIN = "0 18 * * 6"
"""Sundays at 01:00 in Viet Nam, when nobody waits for the machine."""
DRIFT = "30 18 * * 0"
"""Mondays at 01:30 in Viet Nam: the week that ended is whole."""

CRAWLING, PROCESSING, HOUSE, ALERTS, LEARNING = "crawling", "processing", "house", "alerts", "learning"
SLOTS = {CRAWLING: 3, PROCESSING: 1, HOUSE: 1, ALERTS: 1, LEARNING: 1}
"""Jobs at a time of each queue in one worker: a slow site must hold up neither the processing nor the report."""

LATE = 3 * 24 * 3600.0
"""Seconds after which a missed job is left out: an office machine that slept over a weekend still writes its report."""
KEEP_FAILED_HOURS = 30 * 24


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly a dead worker is noticed. Tests are in more of a hurry than offices."""

    heartbeat: float = 10.0
    stalled_after: float = 60.0
    """Seconds without a heartbeat after which a worker counts as dead; hard work delays a living one's by several."""
    rescue: str = "* * * * *"
    grace: float = 15.0
    """Seconds that jobs have to finish when the worker is asked to stop."""


def make_app(dsn: str, settings: Settings, *, practice: bool = False, pace: Pace | None = None) -> App:
    """The queue with its jobs and its timetable. `practice`: collect the practice web instead of the outside."""
    timing = pace or Pace()
    connector = PsycopgConnector(conninfo=dsn, min_size=1, max_size=8, kwargs={"application_name": "langnghe-worker"})
    app = App(connector=connector, periodic_defaults={"max_delay": LATE})
    _add_collecting(app, settings, practice=practice)
    _add_processing(app, dsn, settings)
    _add_house(app, dsn, settings)
    _add_alerts(app, dsn, settings)
    _add_learning(app, dsn, settings)
    _add_rescue(app, timing)
    return app


def _add_collecting(app: App, settings: Settings, *, practice: bool) -> None:
    @app.task(name="collect_host", queue=CRAWLING)
    async def collect_host(slugs: list[str]) -> None:
        await crawl_apart(slugs)

    @app.periodic(cron=COLLECT)
    @app.task(name="collect", queue=HOUSE, queueing_lock="collect")
    async def collect(timestamp: int) -> None:
        specs = tasks.enabled_specs(practice=practice)
        user_agent(specs, settings.contact)
        for slugs in by_host(specs):
            lock = f"host:{slugs[0]}"
            arguments: JSONDict = {"slugs": list(slugs)}
            try:
                await collect_host.configure(lock=lock, queueing_lock=lock).defer_async(**arguments)
            except AlreadyEnqueued:
                continue  # The last round is not through with this host; the job that waits will do.


def _add_processing(app: App, dsn: str, settings: Settings) -> None:
    @app.periodic(cron=PROCESS)
    @app.task(name="process", queue=PROCESSING, queueing_lock="process", pass_context=True)
    def process(context: JobContext, timestamp: int) -> None:
        def told(_tally: Tally) -> None:
            if context.should_abort():
                raise JobAborted

        tally = tasks.process_all(dsn, settings, told)
        if tally.pages:
            say(f"processed {tally.pages} pages: {tally.new} new posts, {tally.set_aside} pages set aside")


def _add_house(app: App, dsn: str, settings: Settings) -> None:
    @app.periodic(cron=PAPERS)
    @app.task(name="papers", queue=HOUSE, queueing_lock="papers")
    def papers(timestamp: int) -> None:
        do_due(dsn, settings, datetime.now(UTC))

    @app.periodic(cron=STANDING)
    @app.task(name="standing", queue=HOUSE, queueing_lock="standing")
    def standing(timestamp: int) -> None:
        tasks.count_sources(dsn, datetime.now(UTC))

    @app.periodic(cron=NIGHTLY)
    @app.task(name="house_keeping", queue=HOUSE, queueing_lock="house_keeping")
    async def house_keeping(timestamp: int) -> None:
        tasks.keep_house(dsn, settings, datetime.now(UTC))
        await app.job_manager.delete_old_jobs(
            KEEP_FAILED_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )


def _add_alerts(app: App, dsn: str, settings: Settings) -> None:
    @app.periodic(cron=ALERT)
    @app.task(name="alerts", queue=ALERTS, queueing_lock="alerts")
    def alerts(timestamp: int) -> None:
        """In a queue of its own: a receiver that takes its time must hold up nothing else."""
        pack_due(dsn, datetime.now(UTC))
        if sent := send_due(dsn, settings.outgoing, lambda: datetime.now(UTC)):
            say(f"{sent} alerts sent")

    @app.periodic(cron=LETTERS)
    @app.task(name="letters", queue=ALERTS, queueing_lock="letters")
    def letters(timestamp: int) -> None:
        if sent := send_reports(dsn, settings, lambda: datetime.now(UTC)):
            say(f"{sent} reports sent")


def _add_learning(app: App, dsn: str, settings: Settings) -> None:
    @app.periodic(cron=RETRAIN)
    @app.task(name="retrain", queue=LEARNING, queueing_lock="retrain")
    async def retrain(timestamp: int) -> None:
        """In a queue of its own: it takes minutes, and holds up neither lists nor reports."""
        await retrain_apart()

    @app.periodic(cron=DRIFT)
    @app.task(name="drift", queue=LEARNING, queueing_lock="drift")
    def drift(timestamp: int) -> None:
        for sentence in watch(dsn, settings, datetime.now(UTC)).sentences:
            say(sentence)


def _add_rescue(app: App, pace: Pace) -> None:
    @app.periodic(cron=pace.rescue)
    @app.task(name="rescue_stalled", queue=HOUSE, queueing_lock="rescue_stalled")
    async def rescue_stalled(timestamp: int) -> None:
        if rescued := await rescue(app, pace.stalled_after):
            say(f"{rescued} jobs of a worker that died are handed out again")


async def rescue(app: App, seconds: float) -> int:
    """Hand out again the jobs of workers that were not heard of for so long; returns how many.

    It may be called by one at a time: the timetable sees to that.
    """
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            # The same job waits already, and will do the work of this one.
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
    return len(stalled)


def by_host(specs: Iterable[SourceSpec]) -> list[list[str]]:
    """Slugs of the sources, those together that share a host: such never run side by side."""
    groups: list[tuple[set[str], list[str]]] = []
    for spec in specs:
        hosts, slugs = set(spec.read_hosts), [spec.slug]
        for group in [group for group in groups if group[0] & hosts]:
            groups.remove(group)
            hosts |= group[0]
            slugs = [*group[1], *slugs]
        groups.append((hosts, slugs))
    return [sorted(slugs) for _, slugs in groups]
