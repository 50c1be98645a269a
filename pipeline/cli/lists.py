"""Commands that show results: list, report."""

from __future__ import annotations

from typing import Annotated

import typer

PANEL = "Results"


def add_to(app: typer.Typer) -> None:
    app.command("list", rich_help_panel=PANEL)(show_list)
    app.command("report", rich_help_panel=PANEL)(report)
    app.command("flash", rich_help_panel=PANEL)(flash)
    app.command("campaigns", rich_help_panel=PANEL)(campaigns)


def show_list(
    day: Annotated[str, typer.Option(help="A day like 2026-11-20; without it, today.")] = "",
) -> None:
    """Print the flagged list of a day: time, source, topics, sentiment by target, reasons, a redacted excerpt."""
    from datetime import UTC, date, datetime

    from domain.times import vietnam_day
    from domain.topics import load_topics
    from pipeline.context import database, settings
    from pipeline.problems import Problem
    from reports.daily import as_text, daily_list
    from store.db import connect

    chosen = settings()
    try:
        wanted = date.fromisoformat(day) if day else vietnam_day(datetime.now(UTC))
    except ValueError as error:
        raise Problem(f"{day!r} is no day; write it like 2026-11-20") from error
    with database(chosen) as dsn, connect(dsn) as conn:
        print(as_text(daily_list(conn, wanted), load_topics(chosen.config / "topics.toml")), end="")


def report(
    week: Annotated[str, typer.Option(help="An ISO week like 2026-W47; without it, the one to report now.")] = "",
) -> None:
    """Write the weekly opinion report as .docx, .html, .pdf and .xlsx, and keep it for the staff pages."""
    from datetime import UTC, datetime

    from domain.times import parse_week
    from pipeline.context import database, settings
    from pipeline.papers import report_week, week_to_report, write_weekly
    from pipeline.problems import Problem

    chosen = settings()
    now = datetime.now(UTC)
    try:
        window = report_week(chosen, parse_week(week)) if week else week_to_report(chosen, now)
    except ValueError as error:
        raise Problem(str(error)) from error
    if window.start > now:
        raise Problem(f"{week} has not begun; name a week that has")
    with database(chosen) as dsn:
        files = write_weekly(dsn, chosen, window, now)
    print("\n".join(str(path) for path in files.paths))


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
