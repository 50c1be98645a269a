"""What `langnghe serve` starts: the application over a database in which somebody can sign in."""

from __future__ import annotations

import gc
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
    return lasting(settings, dsn)


def lasting(settings: Settings, dsn: str) -> FastAPI:
    """The application for a process that serves nothing else: the collector of garbage leaves alone what is there now.

    It would walk through all of it every few dozen answers, and one of them would take a tenth of a second longer.
    """
    app = create_app(settings, dsn)
    app.openapi()
    gc.collect()
    gc.freeze()
    return app
