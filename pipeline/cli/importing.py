"""`import`: what people saved, exported or typed; its imports, and taking one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.import_files import Request
    from pipeline.import_said import Imported

PANEL = "Collecting"


def add_to(app: typer.Typer) -> None:
    app.command("import", rich_help_panel=PANEL)(import_files)


def import_files(
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV, XLSX, JSONL, TXT or saved HTML; texts as pasted from pages.")
    ] = None,
    *,
    columns: Annotated[str, typer.Option("--map", help="Columns: text=Nội dung,title=…,date=Ngày,link=…")] = "",
    kind: Annotated[str, typer.Option(help="news, release, notice, question, comment, review or advert")] = "",
    source: Annotated[str, typer.Option(help="Slug or name of a source; a new name makes a new one.")] = "",
    day: Annotated[str, typer.Option("--date", help="For rows without a date, like 20/11/2026.")] = "",
    lines: Annotated[
        bool | None, typer.Option("--lines/--whole", help="Of a text: a post a line, or one document.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be stored; store nothing.")] = False,
    errors: Annotated[Path | None, typer.Option(help="Write the rows that cannot be read to this CSV file.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the imports.")] = False,
    undo: Annotated[int, typer.Option(help="Take the import of this number back.")] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Bring in what people saved or exported; who wrote it is never read, personal data is redacted."""
    from pipeline.context import database, say, settings
    from pipeline.import_files import import_paths
    from pipeline.problems import Problem
    from pipeline.showing import imported

    if listed or undo:
        _list() if listed else _undo(undo, yes=yes)
        return
    if not files:
        raise Problem("say which files: langnghe import FILE…; or --list, or --undo NUMBER")
    request = _request(columns, kind, source, day, lines, dry_run=dry_run)
    chosen = settings()
    with database(chosen) as dsn:
        results = import_paths(files, dsn, chosen, request, say)
    imported(results)
    if errors:
        _write(errors, results)
    if any(one.failed for one in results):
        raise typer.Exit(1)


def _request(columns: str, kind: str, source: str, day: str, lines: bool | None, *, dry_run: bool) -> Request:
    from datetime import UTC, datetime

    from crawlers import dates
    from pipeline.import_files import Request, parse_kind, parse_map
    from pipeline.import_rows import Options
    from pipeline.problems import Problem

    now = datetime.now(UTC)
    moment = dates.plausible(dates.parse(day, now), now) if day else None
    if day and moment is None:
        raise Problem(f"--date: {day!r} is no day that has been; write it like 20/11/2026")
    try:
        options = Options(parse_kind(kind), moment, parse_map(columns), lines)
    except ValueError as error:
        raise Problem(str(error)) from error
    return Request(options, source, dry_run)


def _write(path: Path, results: list[Imported]) -> None:
    """For a spreadsheet: it takes UTF-8 for such only after a mark."""
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("Tệp", "Dòng", "Vì sao"))
        rows.writerows((one.file, problem.row, problem.why) for one in results for problem in one.problems)


def _list() -> None:
    from domain.times import VIETNAM
    from pipeline.context import database, settings
    from pipeline.import_words import FORMATS, STATES
    from store import imports
    from store.db import connect

    with database(settings()) as dsn, connect(dsn) as conn:
        found = imports.newest(conn)
    for one in found:
        removed = f", {one.removed} đã bỏ" if one.removed else ""
        print(
            f"{one.id:5}  {one.began_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}  {STATES[one.state]:15} "
            f"{one.source_name} ({FORMATS.get(one.format, one.format)}; {one.who or 'dòng lệnh'}): "
            f"{one.added} mới, {one.known} đã có, {one.failed} lỗi{removed}"
        )
    if not found:
        print("chưa có lô nhập nào")


def _undo(number: int, *, yes: bool) -> None:
    from pipeline.context import database, settings
    from pipeline.import_undo import undo
    from store import imports
    from store.db import connect

    with database(settings()) as dsn:
        with connect(dsn) as conn:
            known = imports.get(conn, number)
        if not yes:
            typer.confirm(f"Bỏ lô {number} ({known.source_name}, {known.added} tin mới)?", abort=True)
        done = undo(lambda: connect(dsn), number, None)
    kept = f"; {done.kept} tin được giữ lại vì đã có người xử lý hoặc còn đến từ nơi khác" if done.kept else ""
    print(f"lô {number} đã hoàn tác: bỏ {done.removed} tin{kept}")
