"""The staff pages over HTTP: what is asked, who may, what is logged. What a page says is made in `dashboards`."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    account,
    administration,
    alerts,
    campaigns,
    daily,
    decide,
    desk,
    door,
    events,
    flash,
    grassroots,
    importing,
    models,
    overview,
    posts,
    report_life,
    reports,
    searches,
    sources,
    static,
    stories,
)


def router() -> APIRouter:
    """Every page; none of them is in the OpenAPI document."""
    pages = APIRouter(include_in_schema=False)
    for module in (
        door,
        static,
        daily,
        decide,
        desk,
        posts,
        flash,
        searches,
        stories,
        events,
        overview,
        sources,
        campaigns,
        models,
        reports,
        report_life,
        importing,
        grassroots,
        account,
        administration,
        alerts,
    ):
        pages.include_router(module.router)
    return pages
