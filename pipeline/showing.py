"""What a terminal shows: progress of long work, tables of results. Nothing is computed here."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from crawlers.outcome import FetchOutcome, Role
from pipeline.import_said import Imported
from pipeline.work import Tally
from store import pages
from store.db import connect


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


def imported(results: Sequence[Imported]) -> None:
    """One block a file: what was found in it."""
    out = console()
    for one in results:
        out.print(Text(f"{one.file}: {one.verdict}", style="bold"))
        for line in one.lines:
            out.print(Text(f"    {line}"))
