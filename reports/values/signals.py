"""What rose above its own past, which words are new, and what may come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.values.counts import PlaceCount, Quotation

Dimension = Literal["topic", "province", "target", "kind", "local"]


@dataclass(frozen=True, slots=True)
class Key:
    """One watched series: a topic's slug, a province's code, a target, a kind of post, or a topic in a province:
    `bhxh@75`."""

    dimension: Dimension
    name: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word that some posts use more than others do."""

    text: str
    posts: int
    before: int
    """Posts that have it of those compared with."""
    z: float
    uncovered: int = 0
    """Posts that have it and no topic."""


@dataclass(frozen=True, slots=True)
class DayLevel:
    day: date
    posts: int
    expected: float
    bound: float


@dataclass(frozen=True, slots=True)
class Wave:
    """Something that is spoken of more than usual, and why the program says so."""

    key: Key
    first: date
    last: date
    observed: int
    """From the first alarm's day to the end of what was looked at."""
    expected: float
    alarms: int
    p: float
    """Of its clearest alarm."""
    also: tuple[Key, ...]
    """Other series that moved with the same posts."""
    words: tuple[Phrase, ...]
    sources: tuple[tuple[str, int], ...]
    places: tuple[PlaceCount, ...]
    examples: tuple[Quotation, ...]
    season: str
    days: tuple[DayLevel, ...]
    sure: bool = True
    """It passed the false discovery rate on one of its days; else it is worth a look, and may be chance."""
    once_in: float | None = None
    """Days in which chance alone brings a clearest alarm like its own; None in reports from before it was reckoned."""

    @property
    def factor(self) -> float:
        return self.observed / max(self.expected, 0.1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A topic's next seven days, and what trying the same on past weeks gave."""

    topic: str
    now: int
    """Posts of the last seven whole days."""
    expected: int
    low: int
    high: int
    """Between them four of five weeks should lie."""
    weeks: int
    """On which it was tried."""
    error: float
    """Mean of the differences, in posts."""
    plain_error: float
    """Of the forecast that next week is as this week."""
    inside: int
    """Of `later` weeks, those that lay in the interval made of the weeks before each."""
    later: int = 0
    """0 in reports from before it was measured so: there `inside` counts weeks that made the interval themselves."""
