"""What people bring in: understood, redacted, processed, stored like any post, in batches that can be undone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

from domain.post import ExtractedPost, Page, ProcessedPost
from pipeline.import_names import Seen, named
from pipeline.import_rows import Reading, Taken
from pipeline.kit import Kit
from pipeline.process import process_posts
from pipeline.work import where
from store import audit, imports, sources
from store.db import Conn
from store.imports import RowProblem
from store.sources import SourceRow

STEP: Final = 300
"""Rows a transaction: a kill loses no more than that."""
SHOWN: Final = 10
OWN: Final = SourceRow("nhap-tay", "Văn bản nhập tay", "import:", "import")

Connect = Callable[[], AbstractContextManager[Conn]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do; nothing was stored."""

    rows: int
    failed: int
    problems: tuple[RowProblem, ...]
    """The first ones."""
    shown: tuple[ProcessedPost, ...]
    """The first posts as they would be stored."""


@dataclass(frozen=True, slots=True)
class Outcome:
    import_id: int
    added: int = 0
    known: int = 0
    failed: int = 0
    problems: tuple[RowProblem, ...] = ()
    """The first ones; the store lists more."""

    @property
    def rows(self) -> int:
        return self.added + self.known + self.failed


@dataclass(frozen=True, slots=True)
class _Step:
    posts: list[ProcessedPost]
    bands: dict[bytes, tuple[int, ...]]
    problems: list[RowProblem]


def preview(reading: Reading, kit: Kit, now: datetime) -> Preview:
    """Read the whole file, but judge only the posts that are shown."""
    first: list[Taken] = []
    problems: list[RowProblem] = []
    rows = failed = 0
    for taken in reading.taken():
        rows += 1
        if taken.post is None:
            failed += 1
            problems += [RowProblem(taken.row, taken.why)] if len(problems) < imports.MOST_PROBLEMS else []
        elif len(first) < SHOWN:
            first.append(taken)
    shown = _step(first, kit, Seen(), (OWN.slug, now))
    return Preview(rows, failed, tuple(problems), tuple(shown.posts))


def run(
    reading: Reading,
    kit: Kit,
    connect: Connect,
    *,
    source: SourceRow,
    user_id: int | None,
    now: datetime,
    begun: Callable[[int], None] = lambda number: None,
    progress: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Store what a file says, batch by batch. Raises store.errors.ImportStopped when it is undone meanwhile.

    `begun` hears the number of the import before its first row is read.

    Interrupted, it keeps what was stored; the same file again adds the rest and nothing twice.
    """
    with connect() as conn:
        _put_source(conn, source)
        kind = reading.kind.value if reading.kind else ""
        number = imports.begin(conn, user_id=user_id, form=reading.form, source=source.slug, kind=kind)
        audit.add(conn, user_id, "import_begun", f"import:{number}", {"source": source.slug, "format": reading.form})
    total, state = Outcome(number), imports.STOPPED
    begun(number)
    try:
        for step in _steps(reading, kit, (source.slug, now)):
            with connect() as conn:
                saved = imports.save(conn, number, step.posts, step.bands, step.problems)
            total = _plus(total, saved, step.problems)
            if progress:
                progress(total)
        state = imports.DONE
    finally:
        with connect() as conn:
            imports.end(conn, number, state)
    return total


def _put_source(conn: Conn, source: SourceRow) -> None:
    """A new source of imports; one that is known stays as it is."""
    if source.slug not in {known.slug for known in sources.all_sources(conn)}:
        sources.upsert(conn, [source])


def _plus(total: Outcome, saved: imports.Saved, problems: Sequence[RowProblem]) -> Outcome:
    room = imports.MOST_PROBLEMS - len(total.problems)
    return replace(
        total,
        added=total.added + saved.added,
        known=total.known + saved.known,
        failed=total.failed + len(problems),
        problems=(*total.problems, *problems[: max(0, room)]),
    )


def _steps(reading: Reading, kit: Kit, of: tuple[str, datetime]) -> Iterator[_Step]:
    seen, rows = Seen(), reading.taken()
    while batch := list(islice(rows, STEP)):
        yield _step(batch, kit, seen, of)


def _step(batch: Sequence[Taken], kit: Kit, seen: Seen, of: tuple[str, datetime]) -> _Step:
    problems = [RowProblem(taken.row, taken.why) for taken in batch if taken.post is None]
    step = _Step([], {}, problems)
    for taken, post, bands in _processed(batch, kit, of, problems):
        known_as = named(post, seen)
        if known_as is None:
            problems.append(RowProblem(taken.row, "đường dẫn này đã có ở một dòng trên với nội dung khác"))
            continue
        step.posts.append(known_as)
        step.bands[known_as.key] = bands
    problems.sort(key=lambda problem: problem.row)
    return step


def _processed(
    batch: Sequence[Taken], kit: Kit, of: tuple[str, datetime], problems: list[RowProblem]
) -> Iterator[tuple[Taken, ProcessedPost, tuple[int, ...]]]:
    """All rows at once; or, where a defect of ours makes that fail, row by row, so that one bad row stops no other."""
    good = [(taken, taken.post) for taken in batch if taken.post is not None]
    if not good:
        return
    try:
        yield from zip([taken for taken, _ in good], *_judge([post for _, post in good], kit, of), strict=True)
        return
    except Exception as error:  # whatever a file of the wide world may provoke
        log.warning("an import step of %d rows failed (%s); trying them one by one", len(good), where(error))
    for taken, post in good:
        try:
            posts, bands = _judge([post], kit, of)
        except Exception as error:
            log.error("row %d of an import cannot be processed: %s", taken.row, where(error))
            problems.append(RowProblem(taken.row, "chương trình không đọc được dòng này; hãy báo quản trị"))
            continue
        yield taken, posts[0], bands[0]


def _judge(
    posts: Sequence[ExtractedPost], kit: Kit, of: tuple[str, datetime]
) -> tuple[tuple[ProcessedPost, ...], tuple[tuple[int, ...], ...]]:
    """Nobody knows who wrote them: they all lose names like what the public writes."""
    source, now = of
    pages = [(Page(source, post.url, now, 200, {}, b""), post) for post in posts]
    return process_posts(pages, kit, voices_unknown=True)
