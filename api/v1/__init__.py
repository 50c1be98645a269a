"""The API, version 1."""

from __future__ import annotations

from fastapi import APIRouter

from api.v1 import flags, health, posts, reports, reviews, session, sources, stats, topics
from api.v1.refusals import EVERYWHERE

PREFIX = "/api/v1"


def router() -> APIRouter:
    """Every operation."""
    version = APIRouter(prefix=PREFIX, responses=EVERYWHERE)
    for module in (health, session, flags, posts, reviews, topics, stats, sources, reports):
        version.include_router(module.router)
    return version
