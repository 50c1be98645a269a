"""Commands that bring posts in and process them: crawl, process, retry."""

from __future__ import annotations

from typing import Annotated

import typer

PANEL = "Collecting"


def add_to(app: typer.Typer) -> None:
    app.command("crawl", rich_help_panel=PANEL)(crawl)
    app.command("process", rich_help_panel=PANEL)(process)
    app.command("retry", rich_help_panel=PANEL)(retry)


def crawl(
    slugs: Annotated[list[str] | None, typer.Argument(help="Sources to read; without any, all enabled ones.")] = None,
    practice_web: Annotated[
        bool, typer.Option("--practice-web", help="Read the practice web instead of the outside.")
    ] = False,
    leashed: Annotated[bool, typer.Option("--leashed", hidden=True, help="End when standard input closes.")] = False,
) -> None:
    """Read the sources, politely, and keep their pages. Processing is a step of its own."""
    from pipeline.children import hold_leash
    from pipeline.collect import collect
    from pipeline.context import database, lend_practice_token, say, settings
    from pipeline.showing import crawl_progress
    from pipeline.source_tables import round_ended
    from pipeline.tasks import chosen_specs, crawl_settings, store_sources
    from store import sources
    from store.db import connect

    if leashed:
        hold_leash()
    if practice_web:
        lend_practice_token()
    chosen = settings()
    specs = chosen_specs(slugs or [], practice=practice_web)
    with database(chosen) as dsn:
        store_sources(dsn, specs)
        with crawl_progress([spec.slug for spec in specs]) as told:
            collect(dsn, {spec.slug: spec for spec in specs}, crawl_settings(chosen, specs), told)
        with connect(dsn) as conn:
            read = {spec.slug for spec in specs}
            say(round_ended([one for one in sources.health(conn) if one.slug in read]))


def process() -> None:
    """Process the pages that wait: extract, redact, judge, flag, store."""
    from pipeline.context import database, say, settings
    from pipeline.showing import process_progress
    from pipeline.tasks import process_all

    chosen = settings()
    with database(chosen) as dsn, process_progress(dsn) as progress:
        tally = process_all(dsn, chosen, progress)
    say(
        f"{tally.pages} pages: {tally.new} new posts, {tally.revised} changed, {tally.same} known, "
        f"{tally.set_aside} pages set aside"
    )


def retry(
    source: Annotated[str | None, typer.Argument(help="Only this source; without it, all.")] = None,
) -> None:
    """Queue the pages again that were set aside, after a repair."""
    from pipeline.context import database, settings
    from store import pages
    from store.db import connect

    with database(settings()) as dsn, connect(dsn) as conn:
        print(f"{pages.retry(conn, source)} pages wait again; `langnghe process` reads them")
