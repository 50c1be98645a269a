"""The application: the API and the staff pages on one server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api import pages, reference, v1
from api.errors import put_handlers
from api.fresh import Fresh
from api.guard import Guard
from api.house import build
from domain.settings import Settings
from store.db import pool

ABOUT = """
Posts of union websites, the labour press and public pages, what the models read in them, and what staff decided.
Send an API key (page Tài khoản) as `Authorization: Bearer ln_…`, or sign in with POST /api/v1/session: its cookie
opens everything else for twelve hours. Writes that come from another site's page are refused. 60 requests a minute; the
RateLimit headers count them. JSON answers carry an ETag for If-None-Match. A write with an Idempotency-Key is done
once, however often it is sent. Days are Vietnamese days, times are UTC. No author is stored.
"""


def create_app(settings: Settings, dsn: str) -> FastAPI:
    """The server over a migrated database. The pool of connections is opened when it starts and closed when it stops.

    Raises domain.topics.TopicsError when it starts with a config/topics.toml that cannot be used.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with pool(dsn) as connections:
            app.state.house = build(settings, connections)
            yield

    app = FastAPI(
        title="Lắng Nghe",
        version=version("langnghe"),
        description=ABOUT.strip(),
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    put_handlers(app)
    app.add_middleware(Fresh)
    app.add_middleware(Guard)
    app.include_router(v1.router())
    app.include_router(reference.router)
    app.include_router(pages.router())
    return app
