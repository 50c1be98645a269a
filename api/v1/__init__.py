"""The API, version 1."""

from __future__ import annotations

from fastapi import APIRouter

from api.v1 import (
    corrections,
    exports,
    flags,
    health,
    posts,
    reports,
    reviews,
    searches,
    session,
    sources,
    stats,
    topics,
)
from api.v1.refusals import EVERYWHERE, HURRIED

PREFIX = "/api/v1"


def router() -> APIRouter:
    """Every operation."""
    version = APIRouter(prefix=PREFIX, responses=EVERYWHERE | HURRIED)
    for module in (
        health,
        session,
        flags,
        posts,
        exports,
        reviews,
        corrections,
        searches,
        topics,
        stats,
        sources,
        reports,
    ):
        version.include_router(module.router)
    return version
