"""The demonstration: the jobs that a worker does over days, one after the other, on the practice web."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.settings import Settings
from domain.times import vietnam_day
from domain.topics import load_topics
from models import registry
from pipeline.children import crawl_apart
from pipeline.context import all_specs, lend_practice_token, practice_specs, say
from pipeline.papers import Files, week_to_report, write_weekly
from pipeline.serving import practice
from pipeline.showing import busy, process_progress
from pipeline.source_tables import collected_table
from pipeline.tasks import (
    enabled_specs,
    kit_for,
    process_all,
    store_sources,
)
from pipeline.work import Tally
from reports.daily import as_text, daily_list
from reports.signals.reading import watch_day
from store import sources
from store.db import connect

SHOWN = 20
"""Items of the list that are written out; the rest is a command away."""


def demonstrate(dsn: str, settings: Settings) -> None:
    """Everything that `make demo` shows, in order. Running it again adds only what is new."""
    began = datetime.now(UTC)
    started = time.monotonic()
    store_sources(dsn, list(all_specs().values()))
    slugs = [spec.slug for spec in enabled_specs(practice=True)]
    lend_practice_token()
    with practice(settings):
        say("1. Đọc các trang tập dượt (vòng sáng)")
        asyncio.run(crawl_apart(slugs))
        _model(dsn, settings)
        say("3. Xử lý: trích xuất, che dữ liệu cá nhân, tách từ, phân loại, gắn cờ")
        first = _process(dsn, settings)
        _publish_corrections(settings)
        say("4. Đọc lại lần hai: chỉ lấy phần mới và phần đã sửa; xử lý phần ấy")
        asyncio.run(crawl_apart(slugs))
        second = _process(dsn, settings)
    with connect(dsn) as conn:  # What the timetable does in the morning: what rose is told on the overview.
        watch_day(conn, vietnam_day(datetime.now(UTC)) - timedelta(days=1))
    files = write_weekly(dsn, settings, week_to_report(settings, datetime.now(UTC)), datetime.now(UTC))
    _show(dsn, settings, began, first + second)
    _show_places(settings, files, time.monotonic() - started)


def _model(dsn: str, settings: Settings) -> None:
    if any(entry.live for entry in registry.entries(settings.models)):
        say("2. Mô hình phân loại đã có sẵn")
        return
    with busy("2. Huấn luyện mô hình phân loại từ models/data …"):
        kit = kit_for(dsn, settings)
    say(f"2. Đã huấn luyện mô hình {kit.predictor.version}")


def _process(dsn: str, settings: Settings) -> Tally:
    with process_progress(dsn) as progress:
        return process_all(dsn, settings, progress)


def _publish_corrections(settings: Settings) -> None:
    """Let the practice web's editors publish their corrections, as editors do between two visits."""
    path = settings.data / "demo" / "anchor.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({**state, "edited": True}), encoding="utf-8")
    beside.replace(path)


def _show(dsn: str, settings: Settings, since: datetime, tally: Tally) -> None:
    with connect(dsn) as conn:
        collected_table(_practice(sources.health(conn)))
        say("")
        topics = load_topics(settings.config / "topics.toml")
        print(as_text(daily_list(conn, vietnam_day(since)), topics, SHOWN))
        print("Cả danh sách: ./langnghe list, hoặc make run\n")
    print(
        f"Lần chạy này: {tally.pages} trang, {tally.new} tin mới, {tally.revised} tin đã sửa, "
        f"{tally.same} tin không đổi, {tally.set_aside} trang để lại."
    )


def _practice(health: Sequence[sources.SourceHealth]) -> list[sources.SourceHealth]:
    known = practice_specs()
    return [one for one in health if one.slug in known]


def _show_places(settings: Settings, files: Files, seconds: float) -> None:
    print("Báo cáo tuần:")
    for path in files.paths:
        print(f"    {path}")
    print(f"Dữ liệu và mô hình: {settings.data}")
    print(f"Mất {seconds:.0f} giây. Mở trang làm việc: make run")
