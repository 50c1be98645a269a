"""Runs one crawl in a process of its own (a reactor starts once) and writes what came as JSON lines.

`python crawl_child.py JOB.json`: {"specs": folder, "base_port": n, "only": [slugs], "settings": {…}, "known": {…},
"out": file}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.errors import CrawlRefused
from crawlers.outcome import Arrival, Outcome
from crawlers.run import Conditional, CrawlSettings, FetchOutcome, crawl
from crawlers.spec import SourceSpec, load_specs
from domain.heard import Heard
from domain.post import Page
from domain.waiting import Waiting


class SinkBrokenError(Exception):
    """The store is gone."""


class FileSink:
    """A page's body goes in as text; an outcome as it is."""

    def __init__(self, path: Path, *, broken: bool = False) -> None:
        self.broken = broken
        self.file = path.open("a", encoding="utf-8")
        self.bodies: dict[str, bytes] = {}

    def close(self) -> None:
        self.file.close()

    def write(self, **row: object) -> None:
        self.file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        self.file.flush()

    def take(self, arrivals: Sequence[Arrival]) -> list[FetchOutcome]:
        outcomes = [self.kept(arrival) for arrival in arrivals]
        for arrival in arrivals:
            for named in arrival.named:
                self.write(what="named", **asdict(named))
            if arrival.heard is not None:
                self.write(what="heard", **asdict(arrival.heard))
        for outcome in outcomes:
            self.write(what="outcome", **asdict(outcome))
        return outcomes

    def kept(self, arrival: Arrival) -> FetchOutcome:
        same = arrival.page is not None and not self.page(arrival.page)
        return replace(arrival.outcome, outcome=Outcome.SAME) if same else arrival.outcome

    def page(self, page: Page) -> bool:
        if self.broken:
            raise SinkBrokenError
        self.write(
            what="page", source=page.source, url=page.url, at=page.fetched_at.isoformat(), headers=dict(page.headers),
            body=page.body.decode("utf-8", errors="surrogateescape").encode("utf-8", "replace").decode(),
        )  # fmt: skip
        same = self.bodies.get(page.url) == page.body
        self.bodies[page.url] = page.body
        return not same


class FileKnown:
    def __init__(
        self, rows: dict[str, dict[str, str]], heard: list[dict[str, Any]], waiting: list[dict[str, str]]
    ) -> None:
        self.rows = rows
        self.left = waiting
        self.ways = {(one["source"], one["url"]): one for one in heard}

    def heard(self, source: str, url: str) -> Heard | None:
        found = self.ways.get((source, url))
        if found is None:
            return None
        named = tuple((link, datetime.fromisoformat(at) if at else None) for link, at in found["named"])
        times = {"whole_at": datetime.fromisoformat(found["whole_at"])}
        return Heard(**{**found, **times, "named": named, "more": tuple(found["more"])})

    def waiting(self, source: str) -> list[Waiting]:
        return [Waiting(**one) for one in self.left if one["source"] == source]

    def seen(self, urls: Sequence[str]) -> dict[str, Conditional]:
        return {url: self.conditional(self.rows[url]) for url in urls if url in self.rows}

    def conditional(self, row: dict[str, str]) -> Conditional:
        published, whole = row.get("published_at"), row.get("whole_at")
        return Conditional(
            row["etag"],
            row["last_modified"],
            datetime.fromisoformat(row["first_seen"]),
            datetime.fromisoformat(published) if published else None,
            datetime.fromisoformat(whole) if whole else None,
        )


def main() -> int:
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    specs = load_specs(Path(job["specs"]), job.get("base_port"))
    chosen = [spec for spec in specs if not job.get("only") or spec.slug in job["only"]]
    with closing(FileSink(Path(job["out"]), broken=bool(job.get("break_sink")))) as sink:
        return crawled(job, chosen, sink)


def crawled(job: dict[str, Any], chosen: list[SourceSpec], sink: FileSink) -> int:
    known, resting = (
        FileKnown(job.get("known", {}), job.get("heard", []), job.get("waiting", [])),
        job.get("resting", []),
    )
    settings = CrawlSettings(**job["settings"])

    def told(host: str, until: datetime) -> None:
        sink.write(what="pause", host=host, until=until)

    try:
        summary = crawl(chosen, settings=settings, sink=sink, known=known, resting=resting, told_to_wait=told)
    except CrawlRefused as error:
        sink.write(what="refused", sentence=str(error))
        return 1
    except SinkBrokenError:
        return 3
    sink.write(what="summary", counts=summary.counts, seconds=summary.seconds, stopped=summary.stopped)
    return 0


if __name__ == "__main__":
    sys.exit(main())
