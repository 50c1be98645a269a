"""III, IV and the annex: flagged and asked things, and what became of the questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.flag import Priority
from domain.post import PostKind


@dataclass(frozen=True, slots=True)
class Item:
    """One flagged or asked thing: the earliest post of a story or event in the window, for all that tell of it."""

    post_id: int
    kind: PostKind
    day: date
    text: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    source: str
    url: str
    copies: int
    """Other posts of the window with the same text."""
    remarks: int
    """What people write about it, mostly below an article; counted for incidents only."""
    priority: Priority | None
    reasons: tuple[str, ...]
    decision: str | None
    """Latest of any copy; None while nobody decided."""
    reports: int = 0
    """Further articles on the same event in other words; counted for incidents only."""
    home: str = ""
    """Province of the source, for a post that names none; empty for a national source."""
    articles: int = 0
    """Of press and unions on the same, the first one too; 0 in reports from before they were counted."""
    sources: int = 0
    event: int | None = None
    """Whose page shows them all."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """`total` items, of which the most pressing are listed."""

    total: int
    open: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Stoppages, accidents, food poisoning."""

    stoppages: ItemList
    accidents: ItemList
    food: ItemList
    set_aside: tuple[tuple[str, int], ...] = ()
    """Stories that only look like an event, by what they are: drills, history, news from abroad …"""

    @property
    def total(self) -> int:
        return self.stoppages.total + self.accidents.total + self.food.total


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of a topic's flagged questions."""

    topic: str
    asked: int
    owned: int
    """Passed to somebody."""
    answered: int
    """With a public answer."""
    open: int
    """Nobody has decided anything."""
    hours: float | None
    """Half of the answers came within so many; None without any."""
    first_answer: date | None
    before: float
    """Posts of the topic a day, in the three days up to the first answer's."""
    after: float | None
    """In the three days after it; None while they are not over."""

    @property
    def fell(self) -> bool | None:
        """Whether less was written after the answer; None where it is too early, or too little was written to say."""
        if self.after is None or self.before < 1:
            return None
        return self.after <= 0.7 * self.before
