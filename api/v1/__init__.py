"""The API, version 1."""

from __future__ import annotations

from fastapi import APIRouter

from api.v1 import (
    alerts,
    assignments,
    campaigns,
    corrections,
    deliveries,
    events,
    exports,
    flags,
    health,
    posts,
    reports,
    reviews,
    searches,
    session,
    sources,
    statistics,
    stats,
    stories,
    topics,
    webhooks,
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
        assignments,
        searches,
        alerts,
        webhooks,
        deliveries,
        topics,
        stats,
        statistics,
        stories,
        events,
        campaigns,
        sources,
        reports,
    ):
        version.include_router(module.router)
    return version
