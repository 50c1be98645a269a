"""The union's campaigns (config/campaigns.toml): which sources carried what, when, and which did not."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.problems import NOT_FOUND, Problem
from api.v1.examples import PLAIN, example
from api.v1.refusals import BAD, MISSING, SIGNED_IN
from api.values import Line
from domain.times import Window
from reports.campaigns import coverage, load_campaigns

router = APIRouter(tags=["campaigns"])

CAMPAIGN = {
    "slug": "dai-hoi-xiv",
    "name": "Đại hội XIV Công đoàn Việt Nam",
    "phrases": ["Đại hội XIV Công đoàn"],
    "first_day": "2026-09-01",
    "last_day": "2027-03-31",
}


class CampaignOut(BaseModel):
    model_config = example(CAMPAIGN)

    slug: str
    name: str
    phrases: tuple[str, ...]
    """Whoever prints one of them carries the campaign."""
    first_day: date
    last_day: date


class CarrierOut(BaseModel):
    model_config = PLAIN

    source: str
    name: str
    on_duty: bool
    """One of the union's own sources, whose duty it is."""
    posts: int
    first: date
    """Day on which it carried the campaign first."""


class CoverageOut(CampaignOut):
    model_config = example(
        CAMPAIGN
        | {
            "carriers": [
                {"source": "congdoan-mau", "name": "Công đoàn mẫu", "on_duty": True, "posts": 6, "first": "2026-09-02"}
            ],
            "missing": ["Công đoàn tỉnh khác"],
        }
    )

    carriers: tuple[CarrierOut, ...]
    """The earliest first."""
    missing: tuple[str, ...]
    """Sources on duty that have not carried it yet."""


@router.get("/campaigns", summary="Campaigns whose coverage is followed", responses=SIGNED_IN)
def campaigns(house: HouseOf, _viewer: ViewerOf) -> list[CampaignOut]:
    return [
        CampaignOut(slug=one.slug, name=one.name, phrases=one.phrases, first_day=one.first_day, last_day=one.last_day)
        for one in load_campaigns(house.settings.config / "campaigns.toml")
    ]


@router.get(
    "/campaigns/{slug}",
    summary="Who carried a campaign until today, and who did not",
    responses=SIGNED_IN | MISSING | BAD,
)
def covered(house: HouseOf, conn: ConnOf, _viewer: ViewerOf, slug: Line) -> CoverageOut:
    known = {one.slug: one for one in load_campaigns(house.settings.config / "campaigns.toml")}
    if slug not in known:
        raise Problem(NOT_FOUND, "Không có đợt tuyên truyền này; xem danh sách.")
    one = known[slug]
    until = max(one.first_day, min(one.last_day, house.today))
    (found,) = coverage(conn, [one], Window(one.first_day, until))
    return CoverageOut(
        slug=one.slug,
        name=one.name,
        phrases=one.phrases,
        first_day=one.first_day,
        last_day=one.last_day,
        carriers=tuple(
            CarrierOut(source=line.source, name=line.name, on_duty=line.on_duty, posts=line.posts, first=line.first)
            for line in found.lines
        ),
        missing=found.gaps,
    )
