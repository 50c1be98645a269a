"""How long a report takes, part by part and format by format, over an archive of invented posts.

    python bench/reports.py [--posts 1000000] [--weeks 52]

The archive is written into a database of its own under a temporary folder, with plain SQL: texts are short, everything
that a report reads is there. Prints seconds for the weekly, monthly and quarterly report: together they may take 10.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from domain.settings import settings_from  # noqa: E402
from domain.times import Window  # noqa: E402
from domain.topics import load_topics  # noqa: E402
from reports import docx, html, pdf, xlsx  # noqa: E402
from reports.campaigns import load_campaigns  # noqa: E402
from reports.letterhead import load_letterheads  # noqa: E402
from reports.weekly import weekly_report  # noqa: E402
from store import open_database, partitions, sources  # noqa: E402
from store.db import Conn, connect  # noqa: E402
from store.sources import SourceRow  # noqa: E402

LAST = date(2026, 11, 22)
SOURCES = 60

FILL = Path(__file__).with_suffix(".sql")


def fill(conn: Conn, posts: int, weeks: int) -> None:
    partitions.ahead(conn, LAST - timedelta(weeks=weeks), weeks // 4 + 3)
    rows = [SourceRow(f"nguon-{n}", f"Nguồn {n}", f"https://n{n}.example", "union_portal") for n in range(SOURCES)]
    sources.upsert(conn, rows)
    end = datetime(LAST.year, LAST.month, LAST.day, 16, tzinfo=UTC)
    values = {"end": end, "days": weeks * 7, "posts": posts, "sources": SOURCES}
    for statement in FILL.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            conn.execute(statement, values)  # type: ignore[arg-type]
    conn.execute("ANALYZE")
    conn.commit()


def timed(name: str, work: Callable[[], object]) -> tuple[float, object]:
    began, worked = time.perf_counter(), time.process_time()
    made = work()
    seconds = time.perf_counter() - began
    print(f"  {name:8} {seconds:6.2f} s, of them {time.process_time() - worked:6.2f} s of work in this process")
    return seconds, made


def measure(conn: Conn, name: str, window: Window) -> None:
    letterhead = load_letterheads(ROOT / "config" / "letterhead.toml").named()
    topics, campaigns = load_topics(ROOT / "config" / "topics.toml"), load_campaigns(ROOT / "config" / "campaigns.toml")
    now = datetime(LAST.year, LAST.month, LAST.day, 18, tzinfo=UTC)
    print(f"{name}, {window.first} to {window.last}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    whole, report = timed("value", lambda: weekly_report(conn, window, letterhead, topics, now, campaigns=campaigns))
    formats: tuple[tuple[str, Callable[[], object]], ...] = (
        ("docx", lambda: docx.render(report, letterhead)),  # type: ignore[arg-type]
        ("pdf", lambda: pdf.render(report, letterhead)),  # type: ignore[arg-type]
        ("html", lambda: html.render(report, letterhead)),  # type: ignore[arg-type]
        ("xlsx", lambda: xlsx.render(report)),  # type: ignore[arg-type]
    )
    whole += sum(timed(each, work)[0] for each, work in formats)
    print(f"  together {whole:6.2f} s; {report.general.posts.now} posts")  # type: ignore[attr-defined]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--posts", type=int, default=1_000_000)
    arguments.add_argument("--weeks", type=int, default=52)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="langnghe-bench-") as folder:
        Path(folder).chmod(0o755)
        with open_database(settings_from({"LANGNGHE_DATA": folder})) as dsn, connect(dsn) as conn:
            began = time.perf_counter()
            fill(conn, asked.posts, asked.weeks)
            print(f"{asked.posts} posts of {asked.weeks} weeks written in {time.perf_counter() - began:.0f} s")
            measure(conn, "weekly", Window(date(2026, 11, 16), LAST))
            measure(conn, "monthly", Window(date(2026, 10, 1), date(2026, 10, 31)))
            measure(conn, "quarterly", Window(date(2026, 7, 1), date(2026, 9, 30)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
