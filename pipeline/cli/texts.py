"""Commands that read texts from standard input: predict, extract, segment. No database is needed."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any, TypeVar

import typer

from pipeline.cli.json_lines import Line, json_lines

BATCH = 256

T = TypeVar("T")


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="Texts")(predict)
    app.command(rich_help_panel="Texts")(extract)
    app.command(rich_help_panel="Texts")(segment)


def predict() -> None:
    """Judge posts: JSON lines {"id","text","title"?,"kind"?} in, one JSON line each out, in order.

    A line that is none of these is answered with {"id","error"}; empty lines are passed over.
    """
    from pipeline.context import settings
    from pipeline.judge import Judge

    judge = Judge.load(settings())
    refused: list[Line] = []
    for lines in _batches(json_lines(("id", "text"), texts=("text", "title", "kind"))):
        answers = iter(judge.answers([line.row for line in lines if not line.problem]))
        for line in lines:
            _write(next(answers) if not line.problem else _refusal(line, refused))
    _say(refused)


def extract(
    url: Annotated[str, typer.Option(help="Address of the page on standard input.")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Read {"id","url","html_b64"} lines instead.')] = False,
) -> None:
    """Find title, text, date and comments of a page (HTML in, JSON out). No author is read.

    With --jsonl a line that cannot be read is answered with {"id","error"}; empty lines are passed over.
    """
    from pipeline.context import all_specs
    from pipeline.page_reading import PageReader, is_address
    from pipeline.problems import Problem

    reader = PageReader(tuple(all_specs().values()))
    now = datetime.now(UTC)
    if jsonl:
        refused: list[Line] = []
        for line in map(_with_html, json_lines(("id", "url", "html_b64"), texts=("url", "html_b64"))):
            row = line.row
            if line.problem:
                _write(_refusal(line, refused))
            else:
                _write({"id": row["id"], **reader.read(row["url"], row["html"], now)})
        _say(refused)
        return
    if not url or not is_address(url):
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


def _with_html(line: Line) -> Line:
    from pipeline.page_reading import is_address

    if line.problem:
        return line
    if not is_address(line.row["url"]):
        return replace(line, problem="url is no address")
    try:
        return replace(line, row={**line.row, "html": base64.b64decode(line.row["html_b64"], validate=True)})
    except ValueError:
        return replace(line, problem="html_b64 is no Base64")


def _refusal(line: Line, refused: list[Line]) -> dict[str, Any]:
    refused.append(line)
    return {"id": line.row.get("id"), "error": f"line {line.number}: {line.problem}"}


def _say(refused: list[Line]) -> None:
    from pipeline.problems import Problem

    if refused:
        first, others = refused[0], len(refused) - 1
        more = f", and {others} more could not be read; their answers say why" if others else ""
        raise Problem(f"standard input, line {first.number}: {first.problem}{more}; all other lines are answered")


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def _write(value: dict[str, Any]) -> None:
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        # Half a character, in an id for example, can only be written as the escape that it came as.
        line = json.dumps(value)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
