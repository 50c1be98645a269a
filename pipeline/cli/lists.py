"""Commands that show results: list, report."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

PANEL = "Results"


def add_to(app: typer.Typer) -> None:
    app.command("list", rich_help_panel=PANEL)(show_list)
    app.command("report", rich_help_panel=PANEL)(report)
    app.command("flash", rich_help_panel=PANEL)(flash)
    app.command("campaigns", rich_help_panel=PANEL)(campaigns)


def show_list(
    day: Annotated[str, typer.Option(help="A day like 20/11/2026 or 2026-11-20; without it, today.")] = "",
    freeze: Annotated[
        bool, typer.Option("--freeze", help="Freeze the list now, as the timetable does once a day, and print that.")
    ] = False,
) -> None:
    """Print the flagged list of a day: time, source, topics, sentiment by target, reasons, a redacted excerpt."""
    from datetime import UTC, datetime

    from domain.times import vietnam_day
    from domain.topics import load_topics
    from pipeline.context import database, say, settings
    from pipeline.papers import freeze_list
    from reports.daily import as_text, daily_list
    from store.db import connect

    chosen, now = settings(), datetime.now(UTC)
    wanted = _day(day) if day else vietnam_day(now)
    topics = load_topics(chosen.config / "topics.toml")
    with database(chosen) as dsn, connect(dsn) as conn:
        if not freeze:
            print(as_text(daily_list(conn, wanted), topics), end="")
            return
        found, files = freeze_list(conn, chosen, wanted, now)
        print(as_text(found.found, topics), end="")
        if found.later.items:
            print(f"\nBổ sung sau khi chốt danh sách:\n{as_text(found.later, topics)}", end="")
        say("\n".join(str(path) for path in files.paths))


def report(
    period: Annotated[str, typer.Option(help="week, month, quarter, half or year.")] = "week",
    date: Annotated[
        str, typer.Option(help="Any day of that period, like 20/11/2026 or 2026-11-20; without it, the one to report.")
    ] = "",
    week: Annotated[str, typer.Option(help="An ISO week like 2026-W47, in the place of --period and --date.")] = "",
) -> None:
    """Write the opinion report as .docx, .html, .pdf and .xlsx, and keep it as a draft for the staff pages."""
    from datetime import UTC, datetime

    from pipeline.context import database, settings
    from pipeline.papers import asked_window, write
    from store.db import connect

    chosen, now = settings(), datetime.now(UTC)
    kind, window = asked_window(chosen, period, _day(date) if date else None, week, now)
    with database(chosen) as dsn, connect(dsn) as conn:
        files = write(conn, chosen, kind, window, now)
    print("\n".join(str(path) for path in files.paths))


def _day(text: str) -> date:
    from domain.times import parse_day
    from pipeline.problems import Problem

    try:
        return parse_day(text)
    except ValueError as error:
        raise Problem(str(error)) from error


def flash(
    post: Annotated[int, typer.Argument(help="Number of a flagged post; it stands in the address of its page.")],
) -> None:
    """Write a one-page flash report on the case of a post."""
    from datetime import UTC, datetime

    from pipeline.context import database, settings
    from pipeline.papers import write_flash

    chosen = settings()
    with database(chosen) as dsn:
        files = write_flash(dsn, chosen, post, datetime.now(UTC))
    print("\n".join(str(path) for path in files.paths))


def campaigns() -> None:
    """Which sources carried the campaigns of config/campaigns.toml, first when, how often, and who is missing."""
    from datetime import UTC, datetime

    from pipeline.context import database, settings
    from pipeline.papers import week_to_report
    from reports.campaigns import as_text, coverage, load_campaigns
    from store.db import connect

    chosen = settings()
    known = load_campaigns(chosen.config / "campaigns.toml")
    with database(chosen) as dsn, connect(dsn) as conn:
        print(as_text(coverage(conn, known, week_to_report(chosen, datetime.now(UTC)))), end="")
