"""Commands that keep the house running: serve, work, health, db."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

PANEL = "Running"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel=PANEL)(serve)
    app.command(rich_help_panel=PANEL)(work)
    app.command(rich_help_panel=PANEL)(health)
    database = typer.Typer(no_args_is_help=True, help="Look after the database.")
    database.command("upgrade")(db_upgrade)
    database.command("url")(db_url)
    app.add_typer(database, name="db", rich_help_panel=PANEL)


def serve(
    practice_web: Annotated[
        bool, typer.Option("--practice-web", help="Serve the practice web too, so that links to it open.")
    ] = False,
) -> None:
    """Serve the staff pages and the API; prints the address and, the first time, a sign-in."""
    from pipeline.context import database, settings
    from pipeline.serving import serve as run

    chosen = settings()
    with database(chosen) as dsn:
        run(chosen, dsn, practice_web=practice_web)


def work(
    practice_web: Annotated[
        bool, typer.Option("--practice-web", help="Collect the practice web instead of the outside.")
    ] = False,
) -> None:
    """Work off the queue and keep the timetable: collect, process, weekly report, house-keeping."""
    from pipeline.context import database, lend_practice_token, say, settings
    from pipeline.tasks import enabled_specs
    from pipeline.worker import run_worker

    if practice_web:
        lend_practice_token()
    if not enabled_specs(practice=practice_web):
        say("no source is enabled, so nothing will be collected; docs/add_a_source.md says how to enable one")
    chosen = settings()
    with database(chosen) as dsn:
        say("working; stop with Ctrl-C")
        run_worker(dsn, chosen, practice=practice_web)


def health(
    part: Annotated[str, typer.Argument(help="api, worker or sources")] = "api",
) -> None:
    """Whether the API or a worker is alive (for health checks), or which sources need a look; if not, exit code 1."""
    from pipeline.health import check_api, check_sources, check_worker
    from pipeline.problems import Problem

    checks = {"api": check_api, "worker": check_worker, "sources": check_sources}
    if part not in checks:
        raise Problem(f"{part!r} has no health check; say api, worker or sources")
    print(checks[part]())


def db_upgrade() -> None:
    """Make or update the tables; does nothing when they are up to date."""
    from pipeline.context import database, settings

    with database(settings()):
        print("the database is up to date")


def db_url(
    seconds: Annotated[int, typer.Option(help="Keep the embedded server running for so long.")] = 600,
    to: Annotated[Path | None, typer.Option(help="Write the address to a file instead.")] = None,
) -> None:
    """Print the address of the database and keep it running for a while, for psql or a notebook."""
    from pipeline.context import database, say, settings

    with database(settings()) as dsn:
        if to:
            to.write_text(dsn + "\n", encoding="utf-8")
        else:
            print(dsn, flush=True)
        say(f"running for {seconds} seconds; stop with Ctrl-C")
        time.sleep(seconds)
