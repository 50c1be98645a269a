"""Numbers that every chapter has, places and quotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """Posts of the window, and of the one before; None where nothing was collected then."""

    now: int
    before: int | None

    @property
    def difference(self) -> int:
        return self.now - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Tone:
    positive: int = 0
    neutral: int = 0
    negative: int = 0

    @property
    def total(self) -> int:
        return self.positive + self.neutral + self.negative


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Posts that name a province or city. `code` is empty for posts that name none for certain."""

    code: str
    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """At most 200 characters of redacted text with the way to its source."""

    post_id: int
    text: str
    source: str
    url: str
    day: date


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: str
    posts: Change
    tone: Tone


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    place: PlaceCount
    topics: Mapping[str, int]
