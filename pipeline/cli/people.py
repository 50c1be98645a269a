"""Commands for the administrator: users, and deletion on request."""

from __future__ import annotations

from typing import Annotated

import typer

PANEL = "Administration"


def add_to(app: typer.Typer) -> None:
    people = typer.Typer(no_args_is_help=True, help="Staff who sign in.")
    people.command("list")(list_users)
    people.command("add")(add_user)
    people.command("reset")(reset)
    app.add_typer(people, name="users", rich_help_panel=PANEL)
    app.command(rich_help_panel=PANEL)(erase)


def list_users() -> None:
    """Everybody who may sign in, and as what."""
    from pipeline.context import database, settings
    from store import users
    from store.db import connect

    with database(settings()) as dsn, connect(dsn) as conn:
        for user in users.every(conn):
            places = f" ({', '.join(user.provinces)})" if user.provinces else ""
            print(f"{user.login:20} {user.role:9} {'' if user.active else '(off) '}{user.name}{places}")


def add_user(
    login: Annotated[str, typer.Argument(help="Name to sign in with, in small letters.")],
    name: Annotated[str, typer.Argument(help="Name as colleagues read it.")],
    role: Annotated[str, typer.Option(help="viewer, reviewer, lead or admin")] = "reviewer",
    provinces: Annotated[
        list[str] | None,
        typer.Option("--province", help="Looks after this province or city: name or two-digit code; may be repeated."),
    ] = None,
) -> None:
    """Let a member of staff sign in; prints a first password, once."""
    from pipeline.context import database, settings
    from pipeline.staff import create, provinces_of, role_of
    from store.db import connect

    wanted, places = role_of(role), provinces_of(provinces or ())
    with database(settings()) as dsn, connect(dsn) as conn:
        password = create(conn, login.lower(), name, wanted, places)
    print(f"{login.lower()} signs in with {password} (shown this once; to be changed on the page Tài khoản)")


def reset(login: Annotated[str, typer.Argument(help="Whose password was lost.")]) -> None:
    """Give a member of staff a new password and close their sessions; prints it once."""
    from pipeline.context import database, settings
    from pipeline.staff import new_password
    from store.db import connect

    with database(settings()) as dsn, connect(dsn) as conn:
        password = new_password(conn, login.lower())
    print(f"{login.lower()} signs in with {password} (shown this once; to be changed on the page Tài khoản)")


def erase(
    address: Annotated[str, typer.Argument(help="Address of a page, or the number of a post.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete posts on request, with all that is known of them; they do not come back with the next crawl."""
    from pipeline.context import database, settings
    from pipeline.problems import Problem
    from store import audit, removal
    from store.db import connect

    if not yes:
        typer.confirm(f"Delete what stands under {address} for good?", abort=True)
    with database(settings()) as dsn, connect(dsn) as conn:
        number = int(address) if address.isdigit() else None
        erased = removal.remove(conn, post_id=number, url=None if number else address)
        if not erased:
            raise Problem("no post has that address; copy it from the post's page")
        audit.add(conn, None, "posts_erased", "posts", {"ids": erased})
    print(f"{len(erased)} posts deleted")
