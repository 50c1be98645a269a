"""Which flagged stories tell of one event: what several papers report in their own words is one row of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reports.facts import Fact
from reports.quotes import Reader, one_line
from reports.tally import stories
from store.reporting import QuotedText

DAYS = 3
"""Between two reports of one event."""
ALIKE = 0.12
"""Of the shorter text's pairs of syllables; two fires of one week share less."""
MOST = 1000
"""Events that are compared; in a window with more nobody reads the table row by row."""
FOOD = "food"
_BEGINNING = 700
_NAME = re.compile(r"\b[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?: [A-ZĐÀ-Ỹ][\wÀ-ỹ]*)+|\b[A-Z][a-z]{4,}\b")
_SYLLABLE = re.compile(r"[^\W_]+")
_COMMON = frozenset({"công ty", "tnhh", "liên đoàn", "công đoàn", "khu công", "giám đốc", "bệnh viện", "ban giám"})

Event = list[Fact]


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of an event."""

    kinds: frozenset[str]
    day: date
    places: frozenset[str]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def at_common_address(facts: Sequence[Fact]) -> list[Event]:
    """Stories whose posts stand at a common address, joined; what press and unions say leads, then the earliest."""
    event_at: dict[str, Event] = {}
    for copies in stories(facts):
        joined = {id(event_at[fact.url]): event_at[fact.url] for fact in copies if fact.url in event_at}
        event = [fact for known in joined.values() for fact in known] + copies
        event_at.update({fact.url: event for fact in event})
    return [_ordered(event) for event in {id(event): event for event in event_at.values()}.values()]


def joined(events: Sequence[Event], kinds: Sequence[frozenset[str]], read: Reader) -> list[Event]:
    """Events of a common kind that words, days and places show to be one; `kinds` stand beside `events`."""
    if len(events) > MOST:
        return list(events)
    texts = read([event[0].id for event in events])
    groups: list[tuple[list[Told], Event]] = []
    for event, kind in sorted(zip(events, kinds, strict=True), key=lambda pair: pair[0][0].listed_at):
        told = tell(event, kind, texts.get(event[0].id))
        known = [group for group in groups if any(same(told, other) for other in group[0])]
        groups = [group for group in groups if group not in known]
        groups.append(
            ([told, *(one for tolds, _ in known for one in tolds)], [*event, *(f for _, posts in known for f in posts)])
        )
    return [_ordered(posts) for _, posts in groups]


def tell(event: Event, kinds: frozenset[str], text: QuotedText | None) -> Told:
    words = one_line(f"{text.title}. {text.text}")[:_BEGINNING] if text else ""
    syllables = _SYLLABLE.findall(words.lower())
    provinces = {name.casefold() for fact in event for _, name in fact.places}
    names = {found.casefold() for found in _NAME.findall(words)} - provinces
    return Told(
        kinds=kinds,
        day=event[0].day,
        places=frozenset(code for fact in event for code, _ in fact.places),
        names=frozenset(name for name in names if not any(name.startswith(word) for word in _COMMON)),
        pairs=frozenset(pairwise(syllables)),
    )


def same(a: Told, b: Told) -> bool:
    """A common kind within three days, no other province, and a common name with common words; for a food poisoning
    the province is enough."""
    if not a.kinds & b.kinds or abs((a.day - b.day).days) > DAYS or (a.places and b.places and not a.places & b.places):
        return False
    if FOOD in a.kinds & b.kinds and a.places & b.places:
        return True
    alike = len(a.pairs & b.pairs) >= ALIKE * max(1, min(len(a.pairs), len(b.pairs)))
    return alike and bool(a.names & b.names)


def _ordered(event: Event) -> Event:
    return sorted(event, key=lambda fact: (fact.voice, fact.listed_at, fact.id))
