"""Coverage of the union's campaigns (config/campaigns.toml): who carried it, first when, how often, and who did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.times import Window, vietnam_day
from domain.toml_file import read_toml
from reports.numbers import day, number, share
from reports.values import CampaignCoverage, CampaignLine
from store import campaigns as stored
from store import sources
from store.campaigns import Carried
from store.db import Conn
from store.sources import SourceRow

GAPS = 8
"""Names told in a sentence; the annex of tables has them all."""


class CampaignsError(ValueError):
    """config/campaigns.toml cannot be used; the message says where and what to do."""


class Campaign(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Annotated[str, Field(min_length=2)]
    phrases: Annotated[tuple[Annotated[str, Field(pattern=r"\w")], ...], Field(min_length=1)]
    first_day: date
    last_day: date
    kinds: Annotated[tuple[str, ...], Field(min_length=1)] = ("union_portal", "industry", "page")
    """Kinds of sources whose duty it is to carry it."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Campaign:
        if self.last_day < self.first_day:
            raise ValueError(f"campaign {self.slug} ends before it begins; change first_day or last_day")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    campaign: tuple[Campaign, ...] = ()


def load_campaigns(path: Path) -> tuple[Campaign, ...]:
    """Read the file. Raises CampaignsError for bad TOML, an unknown key, a slug given twice."""
    found = read_toml(path, _File, CampaignsError).campaign
    slugs = [campaign.slug for campaign in found]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if twice:
        raise CampaignsError(f"{path}: campaign {twice[0]!r} stands there twice; remove one")
    return found


def coverage(conn: Conn, campaigns: Sequence[Campaign], window: Window) -> tuple[CampaignCoverage, ...]:
    """Of the campaigns that run in the window: all that was carried from their first day to the window's last."""
    running = [each for each in campaigns if each.first_day <= window.last and each.last_day >= window.first]
    rows = sources.all_sources(conn) if running else []
    return tuple(_covered(conn, each, window, rows) for each in running)


def _covered(conn: Conn, campaign: Campaign, window: Window, rows: Sequence[SourceRow]) -> CampaignCoverage:
    until = min(window.last, campaign.last_day)
    found = stored.carried(conn, campaign.phrases, Window(campaign.first_day, until), window.start)
    return compose(campaign, found, rows)


def compose(campaign: Campaign, found: Sequence[Carried], rows: Sequence[SourceRow]) -> CampaignCoverage:
    """Pure: who carried it, and which enabled sources of the kinds in duty did not."""
    known = {row.slug: row for row in rows}
    duty = {row.slug for row in rows if row.enabled and row.kind in campaign.kinds}
    lines = tuple(
        CampaignLine(
            source=each.source,
            name=known[each.source].name if each.source in known else each.source,
            on_duty=each.source in duty,
            posts=each.posts,
            posts_now=each.posts_since,
            first=vietnam_day(each.first_at),
        )
        for each in found
    )
    gaps = sorted(known[slug].name for slug in duty - {line.source for line in lines})
    return CampaignCoverage(campaign.slug, campaign.name, campaign.first_day, campaign.last_day, lines, tuple(gaps))


def told(found: CampaignCoverage) -> str:
    """One campaign in a few sentences."""
    if not found.lines:
        since = f"từ ngày {day(found.first_day)}"
        return f"chưa nguồn nào trong {number(found.on_duty)} nguồn của công đoàn đang đọc đăng tin, bài {since}."
    text = (
        f"{number(found.carried)} trong {number(found.on_duty)} nguồn của công đoàn đang đọc đã đăng "
        f"({share(found.carried, found.on_duty)}); {number(found.posts_now)} tin, bài trong kỳ, "
        f"{number(found.posts)} từ ngày {day(found.first_day)}, kể cả báo chí"
    )
    if found.lines:
        text = f"{text}; sớm nhất là {found.lines[0].name} ({day(found.lines[0].first)})"
    if not found.gaps:
        return f"{text}."
    more = len(found.gaps) - GAPS
    rest = f" và {number(more)} nguồn khác" if more > 0 else ""
    return f"{text}. Chưa thấy đăng: {'; '.join(found.gaps[:GAPS])}{rest}."


def as_text(found: Sequence[CampaignCoverage]) -> str:
    """Plain lines for a terminal; ends with a newline."""
    if not found:
        return "Không có đợt tuyên truyền nào đang diễn ra (config/campaigns.toml).\n"
    blocks = []
    for each in found:
        rows = [
            f"  {line.first:%d/%m/%Y}  {number(line.posts):>5}  {line.name}{'' if line.on_duty else ' (báo chí, khác)'}"
            for line in each.lines
        ]
        gaps = [f"  chưa thấy đăng  {name}" for name in each.gaps]
        blocks.append("\n".join([f"{each.name}: {told(each)}", *rows, *gaps]))
    return "\n\n".join(blocks).replace("\u00a0", " ") + "\n"
