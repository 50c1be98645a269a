"""`langnghe sources`: which there are, what a site offers, a new source's file, its test page, reading again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EVERYTHING = typer.Option("--all", help="Also those that are not enabled, with the reason.")


def add_to(app: typer.Typer) -> None:
    sources = typer.Typer(help="The sources: how each is doing, new ones, repairs.")
    sources.callback(invoke_without_command=True)(show)
    sources.command("list")(list_sources)
    for command in (check, add, record, replay):
        sources.command()(command)
    app.add_typer(sources, name="sources", rich_help_panel="Collecting")


def show(context: typer.Context, everything: Annotated[bool, EVERYTHING] = False) -> None:
    """The sources: how each is doing, new ones, repairs. Without a command it lists them."""
    if context.invoked_subcommand is None:
        list_sources(everything)


def list_sources(everything: Annotated[bool, EVERYTHING] = False) -> None:
    """The sources, how each is doing, and why."""
    from pipeline.context import database, settings
    from pipeline.source_tables import sources_table
    from store import sources
    from store.db import connect

    with database(settings()) as dsn, connect(dsn) as conn:
        health = sources.health(conn)
    shown = [one for one in health if everything or one.enabled]
    sources_table(shown, hidden=len(health) - len(shown))


def check(
    slugs: Annotated[list[str] | None, typer.Argument(help="Sources to look at; without any, all enabled.")] = None,
    practice_web: Annotated[bool, typer.Option("--practice-web", help="Those of the practice web.")] = False,
) -> None:
    """Look at sources, politely: ways in, and three posts as they would be stored. Nothing is kept."""
    from pipeline.context import settings
    from pipeline.survey_text import lines
    from pipeline.surveying import check as look

    done = look(slugs or [], settings(), practice=practice_web)
    for looked in done:
        print("\n".join(lines(looked, draft=not looked.spec.entries)) + "\n")
    if not all(looked.sound for looked in done):
        raise typer.Exit(1)


def add(
    url: Annotated[str, typer.Argument(help="The site, like https://congdoan.vidu.vn")],
    write: Annotated[bool, typer.Option("--write", help="Keep the draft in crawlers/sources/, not enabled.")] = False,
) -> None:
    """Look at a new site and draft its source file; shows three posts as they would be stored."""
    from pipeline.context import say, settings
    from pipeline.survey_text import lines
    from pipeline.surveying import add as look
    from pipeline.surveying import write as keep

    looked = look(url, settings())
    print("\n".join(lines(looked, draft=True)))
    if not looked.sound:
        raise typer.Exit(1)
    if write:
        say(f"{keep(looked)} written; it is not enabled yet, see docs/add_a_source.md")


def record(
    slug: Annotated[str, typer.Argument(help="The source.")],
    url: Annotated[str, typer.Argument(help="Address of one of its articles.")],
    to: Annotated[Path | None, typer.Option(help="Another folder than tests/crawlers/recorded/.")] = None,
) -> None:
    """Keep one page as the source's test page, without comments and persons, and what is read from it."""
    from pipeline.context import settings
    from pipeline.surveying import RECORDED
    from pipeline.surveying import record as keep

    files = keep(slug, url, settings(), to or RECORDED)
    print(f"{files.page}\n{files.expected}\nread the second file: it is what every later version must find")


def replay(
    slug: Annotated[str | None, typer.Argument(help="Only this source; without it, all.")] = None,
) -> None:
    """Read the kept pages again, after a repair of a source's file; `langnghe process` does the reading."""
    from pipeline.context import database, settings
    from pipeline.surveying import replay as again

    chosen = settings()
    with database(chosen) as dsn:
        print(f"{again(slug, dsn, chosen)} pages wait again; `langnghe process` reads them")
