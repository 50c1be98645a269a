"""`langnghe demo`: the whole line on the practice web, from an empty folder to the list and the report."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    app.command("demo", rich_help_panel="Beginning")(demo)


def demo() -> None:
    """Collect the practice web, process it, print today's flagged list, write the weekly report."""
    from pipeline.context import database, settings
    from pipeline.demonstration import demonstrate

    chosen = settings()
    with database(chosen) as dsn:
        demonstrate(dsn, chosen)
