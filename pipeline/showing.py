"""What a terminal shows: progress of long work, tables of results. Nothing is computed here."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from crawlers.outcome import FetchOutcome, Role
from domain.times import VIETNAM
from pipeline.import_said import Imported
from pipeline.work import Tally
from store import pages
from store.db import connect
from store.fetches import FetchTotal
from store.sources import SourceHealth

STATES = {
    "ok": ("hoạt động", "green"),
    "quiet": ("im ắng", "yellow"),
    "empty": ("chưa có tin", "yellow"),
    "broken": ("hỏng", "red"),
    "blocked": ("bị chặn", "red"),
    "disabled": ("chưa bật", "dim"),
}


TROUBLED = frozenset({"broken", "blocked", "empty"})


def console() -> Console:
    """Standard output; wide enough for tables where it is a file."""
    return Console(soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 110)


def _errors() -> Console:
    return Console(stderr=True)


@contextmanager
def crawl_progress(slugs: Sequence[str]) -> Iterator[Callable[[FetchOutcome], None]]:
    """A line that counts pages while a crawl runs."""
    counts: Counter[str] = Counter()
    with Progress(
        SpinnerColumn(),
        TextColumn("Đọc {task.fields[sources]}"),
        TextColumn("{task.fields[line]}"),
        TimeElapsedColumn(),
        console=_errors(),
    ) as progress:
        task = progress.add_task("crawl", total=None, sources=_named(slugs), line="")

        def told(outcome: FetchOutcome) -> None:
            if _tells(outcome.role, outcome.outcome):
                counts[outcome.outcome] += 1
            progress.update(task, line=_counted(counts))

        yield told


def _named(slugs: Sequence[str]) -> str:
    return slugs[0] if len(slugs) == 1 else f"{len(slugs)} nguồn"


def _tells(role: str, outcome: str) -> bool:
    """Articles, and whatever went wrong on the way to them. A feed that was read is no news to anybody."""
    return role == Role.ARTICLE or (role != Role.ROBOTS and outcome in ("failed", "refused", "set_aside"))


def _counted(counts: Counter[str]) -> str:
    words = {
        "stored": "trang mới",
        "same": "không đổi",
        "set_aside": "để lại",
        "refused": "bị từ chối",
        "failed": "lỗi",
    }
    return ", ".join(f"{counts[key]} {word}" for key, word in words.items() if counts[key])


@contextmanager
def process_progress(dsn: str) -> Iterator[Callable[[Tally], None]]:
    """A bar over the pages that wait now."""
    with connect(dsn) as conn:
        waiting = pages.pending(conn)
    with Progress(
        TextColumn("Xử lý trang"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[posts]} tin"),
        TimeElapsedColumn(),
        console=_errors(),
    ) as progress:
        task = progress.add_task("process", total=waiting, posts=0)

        def told(tally: Tally) -> None:
            progress.update(task, completed=tally.pages, posts=tally.new + tally.revised + tally.same)

        yield told


@contextmanager
def busy(line: str) -> Iterator[None]:
    """A spinner beside `line` while something runs whose length is not known."""
    with _errors().status(line):
        yield


def sources_table(health: Sequence[SourceHealth], *, hidden: int = 0) -> None:
    table = Table(title="Nguồn tin", title_justify="left")
    for name, side in (("Nguồn", "left"), ("Tình trạng", "left"), ("Trang", "right"), ("Để lại", "right")):
        table.add_column(name, justify="right" if side == "right" else "left")
    for name in ("Tin", "7 ngày"):
        table.add_column(name, justify="right")
    table.add_column("Tin mới nhất")
    table.add_column("Ghi chú", overflow="fold")
    for one in health:
        state, style = STATES[one.state]
        newest = f"{one.last_item_at.astimezone(VIETNAM):%d/%m %H:%M}" if one.last_item_at else "–"
        numbers = (str(one.pages_total), str(one.pages_set_aside), str(one.posts_total), str(one.posts_7d))
        note = one.reason if one.state in TROUBLED | {"disabled"} else ""
        table.add_row(Text(one.name), Text(state, style=style), *numbers, newest, Text(note))
    console().print(table)
    if hidden:
        print(f"{hidden} nguồn chưa bật; xem cả: ./langnghe sources --all")


def imported(results: Sequence[Imported]) -> None:
    """One block a file: what was found in it."""
    out = console()
    for one in results:
        out.print(Text(f"{one.file}: {one.verdict}", style="bold"))
        for line in one.lines:
            out.print(Text(f"    {line}"))


def collected_table(totals: Sequence[FetchTotal], health: Sequence[SourceHealth]) -> None:
    """What was collected from each source in this run, and what is held of it."""
    counts: Counter[tuple[str, str]] = Counter()
    for total in totals:
        if _tells(total.role, total.outcome):
            counts[total.source, total.outcome] += total.fetches
    table = Table(title="Đã đọc từ từng nguồn", title_justify="left")
    table.add_column("Nguồn")
    for name in ("Bài mới", "Không đổi", "Để lại", "Từ chối", "Lỗi", "Tin đang giữ"):
        table.add_column(name, justify="right")
    table.add_column("Tình trạng")
    for one in health:
        outcomes = [str(counts[one.slug, key]) for key in ("stored", "same", "set_aside", "refused", "failed")]
        state, style = STATES[one.state]
        said = Text(f"{state}: {one.reason}" if one.reason and one.state in TROUBLED else state, style=style)
        table.add_row(Text(one.name), *outcomes, str(one.posts_total), said)
    console().print(table)
