"""`langnghe work`: works off the queue until asked to stop, and survives a database that goes away for a while."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress

from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException, JobAborted
from procrastinate.worker import Worker

from domain.settings import Settings
from pipeline.context import say
from pipeline.problems import explain
from pipeline.schedule import SLOTS, Pace, make_app
from pipeline.work import where

PAUSE = 2.0
"""Seconds before a lost database is tried again."""

log = logging.getLogger(__name__)


class JobFailed(Exception):  # noqa: N818 - the name says what happened
    """A job failed; why was said, in words that hold nothing of a post."""


def run_worker(dsn: str, settings: Settings, *, practice: bool = False, pace: Pace | None = None) -> None:
    """Work until SIGTERM or SIGINT; the jobs at hand get some seconds to finish, crawls end cleanly."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(is_news)
    timing = pace or Pace()
    asyncio.run(_until_stopped(make_app(dsn, settings, practice=practice, pace=timing), timing))


async def _until_stopped(app: App, pace: Pace) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    while not stop.is_set():
        with suppress(ConnectorException):
            await _work(app, pace, stop)
        if not stop.is_set():
            say("the connection to PostgreSQL broke; the worker tries again until it answers")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)


async def _work(app: App, pace: Pace, stop: asyncio.Event) -> None:
    """Work all queues until one ends, which it does when the database went away, or until `stop`."""
    async with app.open_async():
        hands = [asyncio.create_task(_hand(app, pace, queue, slots)) for queue, slots in SLOTS.items()]
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait([asked, *hands], return_when=asyncio.FIRST_COMPLETED)
        for waiting in (asked, *hands):
            waiting.cancel()  # A worker that is cancelled finishes its jobs first.
        for ended in await asyncio.gather(*hands, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended


async def _hand(app: App, pace: Pace, queue: str, slots: int) -> None:
    await app.run_worker_async(
        queues=[queue],
        name=f"{queue}-{os.getpid()}",
        concurrency=slots,
        delete_jobs="successful",
        install_signal_handlers=False,
        shutdown_graceful_timeout=pace.grace,
        update_heartbeat_interval=pace.heartbeat,
        stalled_worker_timeout=pace.stalled_after,
        worker_middleware=[plainly],
    )


async def plainly(job: Callable[[], Awaitable[object]], context: JobContext, worker: Worker) -> object:
    """Say in one sentence why a job failed. An exception's own message may quote a post, so nobody gets to log it."""
    try:
        return await job()
    except JobAborted:
        raise
    except Exception as error:
        sentence = explain(error) or f"a defect of the program: {type(error).__name__} in {where(error)}"
    log.error("job %s failed: %s", context.job.task_name, sentence)
    raise JobFailed(context.job.task_name)


def is_news(record: logging.LogRecord) -> bool:
    """Leave out what libraries log of failed jobs and lost connections: `plainly` and the worker have told of those."""
    if not record.name.startswith("procrastinate"):
        return True
    lost = "ConnectorException" in record.getMessage() or _error(record, ConnectorException)
    record.exc_info = None
    return not lost and not str(getattr(record, "action", "")).startswith("job_error")


def _error(record: logging.LogRecord, kind: type[Exception]) -> bool:
    return isinstance(record.exc_info, tuple) and isinstance(record.exc_info[1], kind)
