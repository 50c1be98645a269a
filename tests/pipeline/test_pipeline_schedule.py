"""The timetable and its jobs, one by one, on a real queue."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from procrastinate import App
from procrastinate.periodic import PeriodicDeferrer

from crawlers.errors import CrawlRefused
from crawlers.spec import SourceSpec
from domain.post import Page
from domain.settings import Settings, settings_from
from pipeline import schedule, tasks
from pipeline.schedule import LATE, SLOTS, by_host, make_app, rescue
from pipeline.worker import is_news, plainly
from store import pages, sources
from store.db import Conn, connect
from store.sources import SourceRow

FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
"""Fourteen o'clock in Viet Nam: the weekly report is due."""

HURRY = {"delete_jobs": "successful", "listen_notify": False, "worker_middleware": [plainly]}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_from({"LANGNGHE_DATA": str(tmp_path)})


@pytest.fixture
def app(dsn: str, settings: Settings) -> App:
    return make_app(dsn, settings, practice=True)


@pytest.fixture
def conn(dsn: str) -> Iterator[Conn]:
    with connect(dsn) as opened:
        opened.autocommit = True
        yield opened


def jobs(conn: Conn) -> list[tuple[str, str]]:
    found = conn.execute("SELECT task_name, status::text AS status FROM procrastinate_jobs ORDER BY task_name, id")
    return [(row["task_name"], row["status"]) for row in found]


def defer(app: App, task: str, lock: str | None = None, **arguments: int | list[int]) -> None:
    with app.open():
        app.configure_task(task, lock=lock, queueing_lock=lock).defer(**arguments)


def work_off(app: App) -> None:
    """Let a worker do what waits in the house's queue, without the timetable, and end."""
    app.periodic_registry.periodic_tasks.clear()

    async def once() -> None:
        async with app.open_async():
            await app.run_worker_async(queues=["house"], wait=False, **HURRY)

    asyncio.run(once())


def periodic(app: App) -> PeriodicDeferrer:
    return PeriodicDeferrer(app.periodic_registry, **app.periodic_defaults)


def spec(slug: str, *hosts: str) -> SourceSpec:
    fields = {"slug": slug, "name": f"Báo {slug}", "url": f"https://{hosts[0]}/", "kind": "press", "level": "national"}
    return SourceSpec.model_validate({**fields, "hosts": hosts, "enabled": False, "reason": "thử"})


def test_sources_that_share_a_host_are_read_one_after_the_other() -> None:
    specs = [spec("a", "one.vidu.vn"), spec("b", "two.vidu.vn"), spec("c", "one.vidu.vn", "two.vidu.vn")]
    assert by_host(specs) == [["a", "b", "c"]]
    assert by_host([*specs[:2], spec("d", "three.vidu.vn")]) == [["a"], ["b"], ["d"]]


def test_every_job_has_somebody_who_does_it(app: App) -> None:
    ours = [task for name, task in app.tasks.items() if "builtin" not in name]
    assert {task.queue for task in ours} == set(SLOTS)


def test_jobs_do_not_pile_up_while_the_machine_sleeps(app: App, conn: Conn) -> None:
    deferrer = periodic(app)
    asleep = int(time.time() - 6 * 24 * 3600)
    deferrer.last_defers = dict.fromkeys(app.periodic_registry.periodic_tasks, asleep)
    missed = [due for due in deferrer.get_previous_tasks(time.time()) if due[1] > time.time() - 4 * 3600]
    assert len(missed) > 200

    async def wake_up() -> None:
        async with app.open_async():
            await deferrer.defer_jobs(missed)

    asyncio.run(wake_up())
    waiting = [name for name, status in jobs(conn) if status == "todo"]
    assert len(waiting) == len(set(waiting))


def test_what_was_missed_while_the_machine_was_off_is_done_once_at_the_start(app: App) -> None:
    def due(at: datetime) -> list[tuple[str, datetime]]:
        found = periodic(app).get_previous_tasks(at.timestamp())
        return [(task.task.name, datetime.fromtimestamp(when, UTC)) for task, when in found]

    weekend = due(FRIDAY + timedelta(days=2, hours=18))
    assert len(weekend) == len(app.periodic_registry.periodic_tasks)
    assert {"papers", "house_keeping", "letters"} <= set(dict(weekend))
    assert all(FRIDAY + timedelta(days=2, hours=18) - at <= timedelta(seconds=LATE) for _, at in weekend)


def test_collecting_puts_one_job_a_host_into_the_queue_and_none_twice(app: App, conn: Conn) -> None:
    for _ in range(2):
        defer(app, "collect", timestamp=0)
        work_off(app)
    crawls = [name for name, _ in jobs(conn) if name == "collect_host"]
    assert len(crawls) == len(tasks.enabled_specs(practice=True))


def test_nothing_outside_is_collected_without_a_contact(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = spec("ngoai", "bao.vidu.vn")
    monkeypatch.setattr(tasks, "enabled_specs", lambda *, practice: [outside])
    collect = app.tasks["collect"].func
    with pytest.raises(CrawlRefused, match="LANGNGHE_CONTACT"):
        asyncio.run(collect(timestamp=0))


def test_a_dead_workers_job_waits_again_unless_the_same_job_waits_already(app: App, conn: Conn) -> None:
    for number, slug in ((1, "a"), (2, "b")):
        defer(app, "collect_host", f"host:{slug}", slugs=[number])
    conn.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    defer(app, "collect_host", "host:b", slugs=[2])

    async def rescued() -> int:
        async with app.open_async():
            return await rescue(app, 60)

    assert asyncio.run(rescued()) == 2
    left = conn.execute("SELECT lock, status::text AS status FROM procrastinate_jobs ORDER BY lock").fetchall()
    assert left == [{"lock": "host:a", "status": "todo"}, {"lock": "host:b", "status": "todo"}]
    assert asyncio.run(rescued()) == 0


def test_the_worker_makes_the_documents_that_are_due(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []
    monkeypatch.setattr(schedule, "do_due", lambda _dsn, _settings, now: asked.append(now))
    defer(app, "papers", timestamp=0)
    work_off(app)
    assert len(asked) == 1


def test_house_keeping_removes_old_pages_and_old_failures_and_makes_coming_months(app: App, conn: Conn) -> None:
    now = datetime.now(UTC)
    sources.upsert(conn, [SourceRow("congdoan-mau", "Công đoàn mẫu", "https://congdoan.example", "union_portal")])
    for days in (1, 90):
        url = f"https://congdoan.example/tin/{days}"
        pages.add(conn, Page("congdoan-mau", url, now - timedelta(days=days), 200, {}, b"<p>x</p>"), ())
    conn.execute("UPDATE pages SET state = 'done'")
    defer(app, "collect_host", slugs=[1])
    conn.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    conn.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    conn.execute("UPDATE procrastinate_events SET at = at - interval '40 days'")
    defer(app, "house_keeping", timestamp=0)
    work_off(app)
    assert [row["url"] for row in conn.execute("SELECT url FROM pages")] == ["https://congdoan.example/tin/1"]
    assert not jobs(conn)
    ahead = f"posts_{now + timedelta(days=62):%Y_%m}"
    assert conn.execute("SELECT to_regclass(%s) AS made", [ahead]).fetchone() != {"made": None}


def test_a_failed_job_never_logs_what_its_exception_says(
    app: App, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError("chị Hoa ở tổ may 3 kể chuyện này")

    monkeypatch.setattr(tasks, "keep_house", break_down)
    defer(app, "house_keeping", timestamp=0)
    caplog.handler.addFilter(is_news)
    with caplog.at_level(logging.INFO):
        work_off(app)
    assert "job house_keeping failed: a defect of the program: ValueError in test_pipeline_schedule.py" in caplog.text
    assert "Hoa" not in caplog.text
    assert "Traceback" not in caplog.text
