"""Which sources carried a campaign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One source that carried a campaign."""

    source: str
    name: str
    on_duty: bool
    posts: int
    """Since the campaign began."""
    posts_now: int
    """In the window."""
    first: date


@dataclass(frozen=True, slots=True)
class CampaignCoverage:
    slug: str
    name: str
    first_day: date
    last_day: date
    lines: tuple[CampaignLine, ...]
    """The earliest first."""
    gaps: tuple[str, ...]
    """Names of sources on duty that did not carry it."""

    @property
    def carried(self) -> int:
        return sum(line.on_duty for line in self.lines)

    @property
    def on_duty(self) -> int:
        return self.carried + len(self.gaps)

    @property
    def posts(self) -> int:
        return sum(line.posts for line in self.lines)

    @property
    def posts_now(self) -> int:
        return sum(line.posts_now for line in self.lines)
