"""The union's campaigns: which sources carried what, first when, how often, and which on duty did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dashboards.filters import Filters
from dashboards.formats import day_digits, number, vietnamese_order
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from domain.times import Window
from reports.campaigns import Campaign, coverage
from reports.numbers import share
from reports.values import CampaignCoverage, CampaignLine
from store.db import Conn


@dataclass(frozen=True, slots=True)
class Carrier:
    name: str
    href: str
    """The posts of the source that print the campaign's first phrase."""
    duty: str
    first: str
    posts: str
    week: str


@dataclass(frozen=True, slots=True)
class CampaignBlock:
    slug: str
    name: str
    phrases: tuple[str, ...]
    days: str
    running: bool
    told: str
    part: float
    """Of the sources on duty, from 0 to 1."""
    carriers: tuple[Carrier, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    template: ClassVar[str] = "campaigns.html"
    frame: Frame
    blocks: tuple[CampaignBlock, ...]
    """Those that run, the newest first; then those that have ended."""
    coming: tuple[str, ...]


def campaigns_page(conn: Conn, viewer: Viewer, campaigns: Sequence[Campaign], today: date) -> CampaignsPage:
    begun = [one for one in campaigns if one.first_day <= today]
    ranked = sorted(begun, key=lambda one: (one.last_day >= today, one.first_day), reverse=True)
    return CampaignsPage(
        frame=Frame("Tuyên truyền", "tuyen-truyen", viewer),
        blocks=tuple(_block(conn, one, today) for one in ranked),
        coming=tuple(f"{one.name}, từ {day_digits(one.first_day)}" for one in campaigns if one.first_day > today),
    )


def _block(conn: Conn, campaign: Campaign, today: date) -> CampaignBlock:
    until = min(campaign.last_day, today)
    week = Window(max(campaign.first_day, date.fromordinal(until.toordinal() - 6)), until)
    (found,) = coverage(conn, [campaign], week)
    return CampaignBlock(
        slug=campaign.slug,
        name=campaign.name,
        phrases=campaign.phrases,
        days=f"{day_digits(campaign.first_day)} đến {day_digits(campaign.last_day)}",
        running=campaign.last_day >= today,
        told=_told(found),
        part=found.carried / found.on_duty if found.on_duty else 0.0,
        carriers=tuple(_carrier(line, campaign, until) for line in found.lines),
        gaps=tuple(sorted(found.gaps, key=vietnamese_order)),
    )


def _told(found: CampaignCoverage) -> str:
    return (
        f"{number(found.carried)} trong {number(found.on_duty)} nguồn có trách nhiệm đã đăng "
        f"({share(found.carried, found.on_duty)}); {number(found.posts)} tin, bài kể cả báo chí, "
        f"{number(found.posts_now)} trong bảy ngày cuối."
    )


def _carrier(line: CampaignLine, campaign: Campaign, until: date) -> Carrier:
    asked = Filters(
        source=line.source, q=f'"{campaign.phrases[0]}"', first=campaign.first_day, last=until, relevant=None
    )
    return Carrier(
        name=line.name,
        href=asked.address(),
        duty="công đoàn" if line.on_duty else "báo chí, khác",
        first=day_digits(line.first),
        posts=number(line.posts),
        week=number(line.posts_now),
    )
