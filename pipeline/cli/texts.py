"""Commands that read texts from standard input: predict, extract, segment. No database is needed."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any, TypeVar

import typer

BATCH = 256

T = TypeVar("T")


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="Texts")(predict)
    app.command(rich_help_panel="Texts")(extract)
    app.command(rich_help_panel="Texts")(segment)


def predict() -> None:
    """Judge posts: JSON lines {"id","text","title"?,"kind"?} in, one JSON line each out, in order."""
    from pipeline.context import settings
    from pipeline.judge import Judge

    judge = Judge.load(settings())
    for rows in _batches(_json_lines(("id", "text"))):
        for answer in judge.answers(rows):
            _write(answer)


def extract(
    url: Annotated[str, typer.Option(help="Address of the page on standard input.")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Read {"id","url","html_b64"} lines instead.')] = False,
) -> None:
    """Find title, text, date and comments of a page (HTML in, JSON out). No author is read."""
    from pipeline.context import all_specs
    from pipeline.page_reading import PageReader
    from pipeline.problems import Problem

    reader = PageReader(tuple(all_specs().values()))
    now = datetime.now(UTC)
    if jsonl:
        for row in _json_lines(("id", "url", "html_b64")):
            _write({"id": row["id"], **reader.read(str(row["url"]), _html(row), now)})
        return
    if not url:
        raise Problem("say where the page comes from: langnghe extract --url https://… < page.html")
    _write(reader.read(url, sys.stdin.buffer.read(), now))


def segment() -> None:
    """Split lines into words: one line in, one line out, syllables of a word joined by underscores."""
    from nlp.segment import segment as segment_lines

    lines = (raw.decode("utf-8", "replace").rstrip("\n") for raw in sys.stdin.buffer)
    for batch in _batches(lines):
        for words in segment_lines(batch):
            sys.stdout.write(words + "\n")
        sys.stdout.flush()


def _html(row: dict[str, Any]) -> bytes:
    from pipeline.problems import Problem

    try:
        return base64.b64decode(str(row["html_b64"]), validate=True)
    except binascii.Error as error:
        raise Problem(f"line with id {row['id']!r}: html_b64 is no Base64") from error


def _json_lines(needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from pipeline.problems import Problem

    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except ValueError as error:
            raise Problem(f"standard input, line {number}: is no JSON") from error
        missing = [key for key in needed if not isinstance(row, dict) or key not in row]
        if missing:
            raise Problem(f"standard input, line {number}: needs the keys {', '.join(missing)}")
        yield row


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def _write(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
