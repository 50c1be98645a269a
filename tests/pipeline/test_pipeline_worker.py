"""The worker as it is started, stopped, killed and cut off, over the practice web."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from databases import folder
from pipeline_house import House, free_base_port, until
from procrastinate.exceptions import AlreadyEnqueued

from domain.settings import settings_from
from pipeline.schedule import make_app
from store.db import connect
from store.errors import DatabaseUnavailable
from store.server import open_database

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux to see a worker's children")
HURRIED = str(Path(__file__).with_name("hurried_worker.py"))
CRAWLS = (
    "SELECT args->'slugs'->>0 AS slug FROM procrastinate_jobs WHERE task_name = 'collect_host' AND status = 'doing'"
)
WAITING = CRAWLS.replace("= 'doing'", "IN ('todo', 'doing')")
UNREAD = "SELECT id FROM pages WHERE state = 'pending' AND source IN ('{}')"
LOST = """SELECT url FROM fetches WHERE source = '{}' AND role = 'article' GROUP BY url
          HAVING NOT bool_or(outcome IN ('stored', 'same', 'refused'))"""
"""Articles of a source that some crawl saw and none brought home."""

HOUSE_KEEPING = "SELECT id FROM procrastinate_jobs WHERE task_name = 'house_keeping' AND status <> 'failed'"


@pytest.fixture(scope="module")
def office(trained: Path) -> Iterator[tuple[House, str]]:
    """A data folder of its own with a model, and the address of its fresh database; the practice web is open."""
    with folder() as data:
        (data / "models").symlink_to(trained)
        house = House(settings_from({"LANGNGHE_DATA": str(data)}), free_base_port())
        with house.practice_web(), open_database(house.settings) as dsn:
            yield house, dsn


def rows(dsn: str, query: str) -> list[dict[str, Any]]:
    with connect(dsn) as conn:
        return conn.execute(query.encode()).fetchall()


def one(dsn: str, query: str) -> int:
    return int(next(iter(rows(dsn, query)[0].values())))


def answers(dsn: str) -> bool:
    try:
        return one(dsn, "SELECT 1") == 1
    except DatabaseUnavailable:
        return False


def due(dsn: str, house: House, job: str) -> None:
    """Put a job into the queue as the timetable does."""
    with make_app(dsn, house.settings, practice=True).open() as app:
        try:
            app.configure_task(job).defer(timestamp=0)
        except AlreadyEnqueued:
            return


def crawls_of(worker: subprocess.Popen[bytes]) -> list[int]:
    """Processes that a worker has started."""
    tasks = Path(f"/proc/{worker.pid}/task")
    return [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


@contextmanager
def working(house: House, log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    worker = house.begin(*command, log=log)
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.kill()
        worker.wait()


def test_a_killed_workers_job_is_handed_out_again_and_nothing_is_lost(
    office: tuple[House, str], tmp_path: Path
) -> None:
    house, dsn = office
    log = tmp_path / "log"
    with working(house, log, HURRIED) as killed:  # A new worker collects at once.
        until(lambda: one(dsn, "SELECT count(*) FROM pages") > 20, "a crawl hands over pages")
        until(lambda: bool(crawls_of(killed)), "a crawl runs")
        crawls = crawls_of(killed)
        killed.kill()
    until(lambda: not any(map(alive, crawls)), "the crawls end with their worker", 15)
    slugs = [row["slug"] for row in rows(dsn, CRAWLS)]
    assert slugs
    with working(house, log, HURRIED) as second:
        until(lambda: "handed out again" in log.read_text(), "the jobs of the dead are rescued")
        until(lambda: not {row["slug"] for row in rows(dsn, WAITING)} & set(slugs), "their sources are read", 120)
        due(dsn, house, "process")
        until(lambda: not rows(dsn, UNREAD.format("', '".join(slugs))), "their posts are stored", 90)
        second.send_signal(signal.SIGTERM)
        assert second.wait(30) == 0
    for slug in slugs:
        assert not rows(dsn, LOST.format(slug))
    assert one(dsn, "SELECT count(*) FROM posts") > 20
    assert not rows(dsn, CRAWLS)
    assert one(dsn, "SELECT count(*) - count(DISTINCT (source, url)) FROM pages") == 0
    assert "Traceback" not in log.read_text()


def test_the_command_works_by_itself_and_ends_when_asked(office: tuple[House, str], tmp_path: Path) -> None:
    house, dsn = office
    log = tmp_path / "log"
    fetched = "SELECT count(DISTINCT source) FROM fetches WHERE role = 'list' OR role = 'feed'"
    rows(dsn, "DELETE FROM fetches RETURNING id")
    with working(house, log, "-m", "pipeline", "work", "--practice-web") as worker:
        due(dsn, house, "collect")
        until(lambda: one(dsn, fetched) >= 1, "sources are asked again")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(50) == 0
    assert "working; stop with Ctrl-C" in log.read_text()
    assert "Traceback" not in log.read_text()


def test_a_worker_survives_a_killed_database(office: tuple[House, str], tmp_path: Path) -> None:
    house, dsn = office
    log = tmp_path / "log"
    with working(house, log, HURRIED) as worker:
        until(lambda: one(dsn, "SELECT count(*) FROM procrastinate_workers") >= 3, "the worker begins")
        pid = int((house.settings.data / "pg18" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        until(lambda: "tries again" in log.read_text(), "the loss is noticed")
        until(lambda: answers(dsn), "PostgreSQL is brought back", 30)
        due(dsn, house, "house_keeping")
        until(lambda: not rows(dsn, HOUSE_KEEPING), "the worker goes on", 30)
        assert worker.poll() is None
    assert "Traceback" not in log.read_text()
