"""Bringing texts in: a file or pasted words, how they were understood, what became of them, and earlier imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final

from dashboards.facts import place_words
from dashboards.formats import moment, number
from dashboards.frame import Frame
from dashboards.reading import Reading as Read
from dashboards.reading import reading
from dashboards.viewer import Viewer
from dashboards.words import KIND, REDACTED, Reference
from domain.post import PostKind, ProcessedPost
from store import imports, sources
from store.db import Conn
from store.imports import Batch, RowProblem

HOME: Final = "/nhap-bai"
KINDS: Final = tuple((kind.value, words) for kind, words in KIND.items() if kind is not PostKind.GRASSROOTS)
FORMAT: Final = {
    "csv": "CSV",
    "xlsx": "Excel",
    "jsonl": "JSON từng dòng",
    "lines": "mỗi dòng một tin",
    "text": "một văn bản",
    "html": "trang đã lưu",
    "form": "báo cáo từ cơ sở",
}
STATE: Final = {
    "running": ("đang nhập", "quiet"),
    "done": ("xong", "ok"),
    "stopped": ("dừng giữa chừng", "broken"),
    "undoing": ("đang hoàn tác", "quiet"),
    "undone": ("đã hoàn tác", "off"),
}
KILLED_AFTER: Final = timedelta(minutes=3)
"""What says that it runs and did nothing for so long runs no more."""
QUOTED: Final = 400
LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Given:
    """What the person chose, as the form shows it again."""

    kind: str = ""
    source: str = ""
    day: str = ""
    lines: str = ""
    """`lines`, `whole`, or empty for a guess."""
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    text: str
    kind: str
    when: str
    places: tuple[str, ...]
    reading: Read
    flagged: bool
    redacted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A preview."""

    ticket: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    roles: Mapping[str, str]
    persons: tuple[str, ...]
    guessed: bool
    rows: int
    failed: int
    problems: tuple[RowProblem, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An earlier import."""

    id: int
    when: str
    who: str
    source: str
    form: str
    state: str
    tone: str
    counts: str
    kept: int
    problems: int
    undoable: bool
    through: int
    """Rows that are through."""
    running: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    template: ClassVar[str] = "importing.html"
    frame: Frame
    kinds: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    lines: tuple[Line, ...]
    given: Given
    looked: Looked | None = None
    problem: str = ""
    done: Line | None = None
    """The import, or undoing, that has just ended."""
    trouble: tuple[RowProblem, ...] = ()
    """Its rows that could not be read."""
    rows: int = 0
    """All rows of the import that runs; 0 where that is not known."""

    @property
    def running(self) -> bool:
        return self.done is not None and self.done.running


def import_page(
    conn: Conn, viewer: Viewer, now: datetime, given: Given | None = None, *, done: int | None = None, rows: int = 0
) -> ImportPage:
    """`done`: the import that has just ended, or still runs; of how many `rows`, where somebody counted them."""
    lines = tuple(_line(batch, now) for batch in imports.newest(conn, LISTED))
    ended = next((line for line in lines if line.id == done), None)
    return ImportPage(
        frame=Frame("Nhập bài", "nhap-bai", viewer),
        kinds=KINDS,
        sources=tuple(sorted(one.name for one in sources.all_sources(conn))),
        lines=lines,
        given=given or Given(),
        done=ended,
        trouble=tuple(imports.problems_of(conn, ended.id)[:LISTED]) if ended else (),
        rows=rows,
    )


def _line(batch: Batch, now: datetime) -> Line:
    dead = batch.state in {"running", "undoing"} and now - batch.touched_at > KILLED_AFTER
    words, tone = ("bị ngắt giữa chừng", "broken") if dead else STATE[batch.state]
    counts = [f"{number(batch.added)} mới", f"{number(batch.known)} đã có", f"{number(batch.failed)} dòng lỗi"]
    if batch.removed:
        counts.append(f"{number(batch.removed)} đã bỏ")
    return Line(
        id=batch.id,
        when=moment(batch.began_at),
        who=batch.who or "dòng lệnh",
        source=batch.source_name,
        form=FORMAT.get(batch.format, batch.format),
        state=words,
        tone=tone,
        counts=", ".join(counts),
        kept=batch.kept,
        problems=batch.listed_problems,
        undoable=batch.state != "undone",
        through=batch.added + batch.known + batch.failed,
        running=batch.state == "running" and not dead,
    )


def shown(post: ProcessedPost, reference: Reference) -> Shown:
    """A post as it would be stored."""
    return Shown(
        title=post.title,
        text=post.text if len(post.text) <= QUOTED else f"{post.text[: QUOTED - 1]}…",
        kind=KIND[post.kind],
        when=moment(post.published_at) if post.published_at else "không rõ ngày",
        places=tuple(dict.fromkeys(place_words(post.places, reference))),
        reading=reading(post.prediction, reference),
        flagged=post.flag is not None,
        redacted=tuple(f"{count} {REDACTED.get(kind, kind)}" for kind, count in post.redactions.items()),
    )


def shown_all(posts: Sequence[ProcessedPost], reference: Reference) -> tuple[Shown, ...]:
    return tuple(shown(post, reference) for post in posts)
