"""I. What was read, how much was found, how far it can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.post import PostKind
from reports.values.counts import Change, Tone


@dataclass(frozen=True, slots=True)
class SourceLine:
    slug: str
    name: str
    posts: Change
    state: str
    """`store.sources.State` when the report was made; `unknown` where the source's health is not."""
    reason: str
    last_item_at: datetime | None
    word: str = ""
    """The state as staff read it, and what shows it; empty in reports that were made before there were such words."""
    evidence: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    posts: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """Posts in front of staff. `urgent` of `total`; a decided one has a decision, however it went."""

    total: int
    urgent: int
    decided: int

    @property
    def open(self) -> int:
        return self.total - self.decided


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far the labels can be believed."""

    models: tuple[str, ...]
    reviewed: int
    """Posts that a person decided about or labelled."""
    abstained: int
    """Posts of which the classifier was unsure about something, and no person has looked."""


@dataclass(frozen=True, slots=True)
class General:
    posts: Change
    voices: int
    """Comments, questions and reviews: what the public wrote. The rest is press and union pages."""
    kinds: Mapping[PostKind, int]
    tone: Tone
    days: tuple[DayCount, ...]
    sources: tuple[SourceLine, ...]
    flags: FlagCounts
    certainty: Certainty
