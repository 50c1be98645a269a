"""Which posts tell of one event: copies, what stands at one address, and what was linked as an event (decision 0022).

The links are those of the page of an event: who takes a text out of it there takes it out of the reports too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.facts import Fact
from reports.tally import stories

Event = list[Fact]


def events(facts: Sequence[Fact]) -> list[Event]:
    """The facts, joined; of each event what press and unions say leads, then the earliest."""
    known: dict[str | int, Event] = {}
    for copies in stories(facts):
        joined = {id(known[mark]): known[mark] for mark in _marks(copies) if mark in known}
        event = [fact for other in joined.values() for fact in other] + copies
        known.update(dict.fromkeys(_marks(event), event))
    return [_ordered(event) for event in {id(event): event for event in known.values()}.values()]


def _marks(event: Event) -> Iterator[str | int]:
    """By which others of the event are known: addresses, and numbers of events."""
    for fact in event:
        yield fact.url
        if fact.event is not None:
            yield fact.event


def _ordered(event: Event) -> Event:
    return sorted(event, key=lambda fact: (fact.voice, fact.listed_at, fact.id))
