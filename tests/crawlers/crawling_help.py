"""What tests of collection share: pages as values, answers of a small loopback web, crawls in child processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.outcome import LASTING
from domain.post import Page

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
CHILD = Path(__file__).with_name("crawl_child.py")


def a_page(
    body: str | bytes,
    *,
    url: str = "http://bao.vidu.vn/tin/mot-bai-viet-100200.html",
    content_type: str = "text/html; charset=utf-8",
    at: datetime = NOW,
) -> Page:
    return Page("vidu", url, at, 200, {"content-type": content_type}, body.encode() if isinstance(body, str) else body)


@dataclass
class Answer:
    """What the small web says at a path. `pause`: seconds before it answers."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0


@dataclass
class SmallWeb:
    """A loopback site whose answers a test sets by path; it remembers who asked for what, and when."""

    base: str
    port: int
    answers: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)

    def times(self, path: str) -> list[float]:
        return [at for at, asked, _ in self.asked if asked == path]

    def headers(self, path: str) -> list[dict[str, str]]:
        return [headers for _, asked, headers in self.asked if asked == path]


@dataclass(frozen=True)
class Crawled:
    """What a crawl in a child process handed over."""

    rows: tuple[dict[str, Any], ...]
    exit_code: int
    errors: str
    seconds: float

    @property
    def pages(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["what"] == "page"]

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["what"] == "outcome"]

    @property
    def heard(self) -> list[dict[str, Any]]:
        """What its ways in named, as the next crawl of a test is told it."""
        return [
            {key: value for key, value in row.items() if key != "what"} for row in self.rows if row["what"] == "heard"
        ]

    @property
    def left(self) -> list[dict[str, Any]]:
        """What was named and is not settled, as the next crawl of a test is told it."""
        done = {
            row["url"] for row in self.outcomes
            if row["outcome"] in ("stored", "same", "refused") or row["reason"] in LASTING
        }  # fmt: skip
        named = [
            {key: value for key, value in row.items() if key != "what"} for row in self.rows if row["what"] == "named"
        ]
        return [row for row in named if row["url"] not in done]

    @property
    def summary(self) -> dict[str, Any]:
        return next(row for row in self.rows if row["what"] == "summary")

    def of(self, path: str) -> tuple[str, str]:
        """Outcome and reason of the address that ends so."""
        found = [(row["outcome"], row["reason"]) for row in self.outcomes if row["url"].endswith(path)]
        assert len(found) == 1, f"{path}: {found}"
        return found[0]


def start_crawl(
    folder: Path,
    job: Mapping[str, Any],
    env: Mapping[str, str] | None = None,
    child: tuple[Path | str, ...] = (CHILD,),
) -> subprocess.Popen[str]:
    path = folder / "job.json"
    (folder / "out.jsonl").unlink(missing_ok=True)
    path.write_text(json.dumps({**job, "out": str(folder / "out.jsonl")}), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(child[0]), str(path), *map(str, child[1:])],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        stderr=subprocess.PIPE,
        text=True,
    )


def finish_crawl(process: subprocess.Popen[str], folder: Path, began: float) -> Crawled:
    try:
        _, errors = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        raise
    out = folder / "out.jsonl"
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return Crawled(tuple(json.loads(line) for line in lines), process.returncode, errors, time.monotonic() - began)


def a_job(
    folder: Path,
    sources: Mapping[str, str],
    *,
    known: Mapping[str, Any] | None = None,
    resting: Sequence[str] = (),
    heard: Sequence[Mapping[str, Any]] = (),
    waiting: Sequence[Mapping[str, Any]] = (),
    **settings: Any,
) -> dict[str, Any]:
    specs = folder / "sources"
    specs.mkdir(exist_ok=True)
    for slug, text in sources.items():
        (specs / f"{slug}.toml").write_text(text, encoding="utf-8")
    return {
        "specs": str(specs),
        "settings": {"contact": None, "allow_loopback": True, "retry_wait": 0.05, **settings},
        "known": dict(known or {}),
        "resting": list(resting),
        "heard": list(heard),
        "waiting": list(waiting),
    }


def a_source(base: str, entries: str, more: str = "") -> str:
    """TOML of a source on the small web."""
    return f'name = "Trang thử"\nurl = "{base}/"\nkind = "press"\nlevel = "national"\n{more}\n{entries}\n'


def an_article(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1><article>{body}</article></body></html>"


def a_feed(*links: str, date: str = "Fri, 20 Nov 2026 08:00:00 +0700") -> str:
    items = "".join(f"<item><title>Bài</title><link>{link}</link><pubDate>{date}</pubDate></item>" for link in links)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
