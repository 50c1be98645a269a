"""What `langnghe serve` starts: the application over a database in which somebody can sign in."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from api.accounts import ensure_first_user
from api.app import create_app
from domain.settings import Settings
from store.db import connect


def make(settings: Settings, dsn: str, say: Callable[[str], None]) -> FastAPI:
    """The application. `say` gets the first administrator's password, once, where nobody could sign in yet."""
    with connect(dsn) as conn:
        first = ensure_first_user(conn)
    if first is not None:
        login, password = first
        say(f"first sign-in: {login} with password {password} (shown this once; change it on the page Tài khoản)")
    return create_app(settings, dsn)
