"""How long a report takes, part by part and format by format, over an archive of invented posts.

    python bench/reports.py [--posts 1000000] [--weeks 52] [--data FOLDER] [weekly monthly …]

The archive is written with plain SQL: texts are short, everything that a report reads is there. `--data` keeps it for
the next run; else it lies in a temporary folder. The exit code is 1 when a report took more than 10 seconds with all
formats.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from domain.settings import settings_from  # noqa: E402
from domain.times import Window  # noqa: E402
from domain.topics import load_topics  # noqa: E402
from nlp.place_table import load_table  # noqa: E402
from reports import docx, html, pdf, xlsx  # noqa: E402
from reports.campaigns import load_campaigns  # noqa: E402
from reports.letterhead import load_letterheads  # noqa: E402
from reports.weekly import weekly_report  # noqa: E402
from store import open_database, partitions, rollup, sources  # noqa: E402
from store.db import Conn, connect  # noqa: E402
from store.sources import SourceRow  # noqa: E402

LAST = date(2026, 11, 22)
SOURCES = 60
AIM = 10.0
FILL = Path(__file__).with_suffix(".sql")
WINDOWS = {
    "weekly": Window(date(2026, 11, 16), LAST),
    "monthly": Window(date(2026, 10, 1), date(2026, 10, 31)),
    "quarterly": Window(date(2026, 7, 1), date(2026, 9, 30)),
    "half-yearly": Window(date(2026, 1, 1), date(2026, 6, 30)),
    "yearly": Window(date(2026, 1, 1), date(2026, 12, 31)),
}


def fill(conn: Conn, posts: int, weeks: int) -> None:
    partitions.ahead(conn, LAST - timedelta(weeks=weeks), weeks // 4 + 3)
    rows = [SourceRow(f"nguon-{n}", f"Nguồn {n}", f"https://n{n}.example", "union_portal") for n in range(SOURCES)]
    sources.upsert(conn, rows)
    values = {
        "end": datetime(LAST.year, LAST.month, LAST.day, 16, tzinfo=UTC),
        "days": weeks * 7,
        "posts": posts,
        "sources": SOURCES,
        "topics": [topic.slug for topic in load_topics(ROOT / "config" / "topics.toml")],
        "codes": sorted(load_table().names),
    }
    for statement in FILL.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            conn.execute(statement, values)  # type: ignore[arg-type]
    rollup.rebuild(conn, "bench")
    conn.commit()
    conn.autocommit = True
    conn.execute("VACUUM ANALYZE")
    conn.autocommit = False


def of_server(conn: Conn) -> float:
    """Seconds that the connection's process of the server, and helpers that have ended, have computed; 0 off Linux."""
    try:
        parent, own = _process(conn.info.backend_pid)
        return sum(own[:2]) + sum(_process(parent)[1][2:])
    except OSError:
        return 0.0


def _process(number: int) -> tuple[int, list[float]]:
    """Its parent, and the seconds of itself, of the kernel for it, and both of its children that have ended."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return int(fields[1]), [int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:15]]


def timed(name: str, work: Callable[[], object]) -> tuple[float, object]:
    began, worked = time.perf_counter(), time.process_time()
    made = work()
    seconds = time.perf_counter() - began
    print(f"  {name:8} {seconds:6.2f} s, of them {time.process_time() - worked:6.2f} s of work in this process")
    return seconds, made


def measure(conn: Conn, name: str, window: Window) -> float:
    letterhead = load_letterheads(ROOT / "config" / "letterhead.toml").named()
    topics, campaigns = load_topics(ROOT / "config" / "topics.toml"), load_campaigns(ROOT / "config" / "campaigns.toml")
    now = datetime(LAST.year, LAST.month, LAST.day, 18, tzinfo=UTC)
    print(f"{name}, {window.first} to {window.last}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    began = of_server(conn)
    whole, report = timed("value", lambda: weekly_report(conn, window, letterhead, topics, now, campaigns=campaigns))
    conn.rollback()
    print(f"           and {of_server(conn) - began:.2f} s of work in the server")
    formats: tuple[tuple[str, Callable[[], object]], ...] = (
        ("docx", lambda: docx.render(report, letterhead)),  # type: ignore[arg-type]
        ("pdf", lambda: pdf.render(report, letterhead)),  # type: ignore[arg-type]
        ("html", lambda: html.render(report, letterhead)),  # type: ignore[arg-type]
        ("xlsx", lambda: xlsx.render(report)),  # type: ignore[arg-type]
    )
    whole += sum(timed(each, work)[0] for each, work in formats)
    print(f"  together {whole:6.2f} s; {report.general.posts.now} posts")  # type: ignore[attr-defined]
    return whole


@contextmanager
def folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="langnghe-bench-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--posts", type=int, default=1_000_000)
    arguments.add_argument("--weeks", type=int, default=52)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("reports", nargs="*", choices=[*WINDOWS, []], default=[])
    asked = arguments.parse_args()
    with (
        folder(asked.data) as data,
        open_database(settings_from({"LANGNGHE_DATA": str(data)})) as dsn,
        connect(dsn) as conn,
    ):
        if conn.execute("SELECT FROM post_keys LIMIT 1").fetchone() is None:
            began = time.perf_counter()
            fill(conn, asked.posts, asked.weeks)
            print(f"{asked.posts} posts of {asked.weeks} weeks written in {time.perf_counter() - began:.0f} s")
        took = [measure(conn, name, WINDOWS[name]) for name in asked.reports or WINDOWS]
    return 1 if max(took) > AIM else 0


if __name__ == "__main__":
    sys.exit(main())
