"""What a person brings in, as posts: rows of a table, lines of a text, or a whole document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from crawlers import columns, dates, documents, links, tables
from crawlers.columns import ColumnMap, Role
from crawlers.errors import DocumentError
from crawlers.streams import Opener, encoding_of, text_of
from crawlers.tables import Record, Table
from domain.post import ExtractedPost, PostKind
from nlp.redact import redact

LONGEST: Final = 200_000
"""Characters of a post; a longer cell is a mistake of the file."""
_SPREADSHEETS: Final = {".xlsx", ".xlsm"}
_OBJECTS: Final = {".jsonl", ".ndjson", ".json"}
_SEPARATED: Final = {".csv", ".tsv"}
_PAGES: Final = {".html", ".htm", ".xhtml"}
_SOCIAL: Final = re.compile(
    r"(^|\.)(facebook|fb|instagram|tiktok|youtube|youtu|zalo|twitter|x|threads|linkedin|t|telegram|reddit|pinterest)"
    r"\.(com|net|vn|me|be|org|co)$"
)
_NO_TEXT: Final = "chưa biết cột nào là nội dung; hãy chọn cột đó (dòng lệnh: --map text=TÊN CỘT)"
_PARAGRAPH: Final = 250
"""Characters of the middle line of a text whose lines are paragraphs of one document."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of a file; what they leave open is guessed and shown."""

    kind: PostKind | None = None
    day: datetime | None = None
    """For rows that have no date of their own."""
    mapping: Mapping[Role, str] = field(default_factory=dict)
    """Heading or number of a column by role; empty for none."""
    lines: bool | None = None
    """Of a text: one post a line, or one document."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A row as a post, or why it is none."""

    row: int
    post: ExtractedPost | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was understood."""

    form: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    """Columns that may be chosen: those that name persons are not among them."""
    roles: Mapping[Role, str]
    persons: tuple[str, ...]
    """Headings of columns that name persons and are not read."""
    guessed: bool
    kind: PostKind | None
    """None: the document itself said it."""
    taken: Callable[[], Iterator[Taken]]


def read(opener: Opener, name: str, options: Options, now: datetime) -> Reading:
    """Raises DocumentError with a sentence that says what to do."""
    ending = Path(name).suffix.lower()
    if ending in _SPREADSHEETS:
        return _of_table(tables.xlsx_table(opener), options, now)
    if ending in _OBJECTS:
        return _of_table(tables.jsonl_table(opener), options, now)
    if ending in _SEPARATED:
        return _of_table(tables.csv_table(opener), options, now)
    if ending not in _PAGES and (options.lines or (options.lines is None and _is_lines(opener))):
        return _of_table(tables.lines_table(opener), options, now)
    return _of_document(opener, name, options)


def _is_lines(opener: Opener) -> bool:
    """Short lines without blank ones between them are posts; a document has paragraphs or blank lines."""
    with text_of(opener, encoding_of(opener)) as stream:
        start = stream.read(LONGEST).strip().replace("\r\n", "\n").replace("\r", "\n")
    if documents.is_page(start) or re.search(r"\n[^\S\n]*\n", start):
        return False
    lengths = sorted(len(line) for line in start.split("\n"))
    return lengths[len(lengths) // 2] < _PARAGRAPH


def _of_document(opener: Opener, name: str, options: Options) -> Reading:
    with opener() as stream:
        body = stream.read(documents.LARGEST + 1)
    found = documents.read(body, name)
    post = replace(
        found,
        url="",
        kind=options.kind or found.kind,
        published_at=found.published_at or options.day,
    )
    form = "html" if documents.is_page(body.decode("utf-8", "replace")) else "text"
    note = ("cả tệp là một văn bản",)
    return Reading(form, note, (), {}, (), False, options.kind, lambda: iter([Taken(1, post)]))


def _of_table(table: Table, options: Options, now: datetime) -> Reading:
    guessed = columns.guess(table.headings, table.sample())
    chosen = columns.chosen(guessed, table.headings, options.mapping)
    if Role.TEXT not in chosen.columns:
        raise DocumentError(
            "no-text-column", "chưa biết cột nào là nội dung; hãy chọn cột đó (dòng lệnh: --map text=TÊN CỘT)"
        )
    kind = options.kind or (PostKind.NEWS if Role.TITLE in chosen.columns else PostKind.COMMENT)

    def taken() -> Iterator[Taken]:
        for record in table.records():
            if record.problem or any(cell.strip() for cell in record.cells):
                yield _taken(record, chosen, kind, options.day, now)

    return Reading(
        form=table.form,
        notes=table.notes,
        headings=tuple(one for at, one in enumerate(table.headings) if at not in chosen.persons),
        roles={role: table.headings[at] for role, at in chosen.columns.items()},
        persons=tuple(table.headings[at] for at in chosen.persons),
        guessed=chosen.guessed,
        kind=kind,
        taken=taken,
    )


def _taken(record: Record, chosen: ColumnMap, kind: PostKind, day: datetime | None, now: datetime) -> Taken:
    if record.problem:
        return Taken(record.number, None, record.problem)
    cells = {role: _tidy(tables.pick(record.cells, chosen.columns.get(role))) for role in Role}
    if why := _trouble(cells[Role.TEXT]):
        return Taken(record.number, None, why)
    moment = dates.parse(cells[Role.DATE], now) if cells[Role.DATE] else day
    if moment is None and cells[Role.DATE]:
        return Taken(record.number, None, "không đọc được ngày; viết như 20/11/2026 hoặc 2026-11-20")
    if moment is not None and dates.plausible(moment, now) is None:
        return Taken(record.number, None, "ngày ở tương lai; sửa lại ngày")
    title = " ".join(cells[Role.TITLE].split())
    post = ExtractedPost(kind, public_link(cells[Role.LINK]), title, cells[Role.TEXT], moment)
    return Taken(record.number, post)


def _trouble(text: str) -> str:
    if not any(sign.isalnum() for sign in text):
        return "không có nội dung"
    return f"nội dung dài quá {LONGEST} ký tự" if len(text) > LONGEST else ""


def _tidy(text: str) -> str:
    lines = unicodedata.normalize("NFC", text.replace("\x00", "")).splitlines()
    return "\n".join(line for one in lines if (line := one.strip()))


def public_link(link: str) -> str:
    """The address where it is one of a page; empty where it leads to a person: social networks, profiles, handles."""
    plain = links.normalise(link)
    host = links.host_of(plain).removeprefix("www.").partition(":")[0]
    if not plain or _SOCIAL.search(host) or redact(plain, by_public=False).counts.get("link"):
        return ""
    return links.canonical(plain)
