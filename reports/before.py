"""What a report is compared with: numbers, added up in the database save for the few posts that people corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.prediction import Target
from domain.times import Window
from reports.facts import Fact, effective
from store import reporting
from store.db import Conn
from store.reporting import Group

SAMPLE = 6_000
"""Posts whose words are counted: those of a quarter would count for minutes."""


@dataclass(frozen=True, slots=True)
class Before:
    """Relevant posts of the compared window."""

    posts: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)
    without_topic: int = 0
    sources: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the sources, by slug."""
    union: int = 0
    """Posts that speak of a union."""
    sample: Sequence[int] = ()
    """Ids of every n-th post, for their words."""


def groups_of(facts: Sequence[Fact]) -> list[Group]:
    """The groups of these posts, each its own: as the database would count them, after people's corrections."""
    return [
        Group(fact.source, fact.source_name, fact.topics, Target.UNION in fact.targets, 1)
        for fact in facts
        if fact.relevant
    ]


def summed(groups: Sequence[Group], sample: Sequence[int] = ()) -> Before:
    topics: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for group in groups:
        sources[group.source] += group.posts
        for slug in group.labels:
            topics[slug] += group.posts
    return Before(
        posts=sources.total(),
        topics=dict(topics),
        without_topic=sum(group.posts for group in groups if not group.labels),
        sources=dict(sources),
        names={group.source: group.source_name for group in groups},
        union=sum(group.posts for group in groups if group.union),
        sample=sample,
    )


def before_of(facts: Sequence[Fact]) -> Before:
    relevant = [fact for fact in facts if fact.relevant]
    return summed(groups_of(relevant), sampled([fact.id for fact in relevant]))


def sampled(ids: Sequence[int]) -> Sequence[int]:
    """Every n-th, so that none of the days is left out."""
    return ids[:: max(1, -(-len(ids) // SAMPLE))]


def before(conn: Conn, window: Window, until: datetime) -> Before:
    """The posts of a window that are listed before `until`."""
    corrected = [
        fact for fact in map(effective, reporting.corrected(conn, window)) if fact.relevant and fact.listed_at < until
    ]
    ids = [*reporting.every_nth(conn, window, until, SAMPLE), *(fact.id for fact in corrected)]
    return summed([*reporting.groups(conn, window, until), *groups_of(corrected)], ids)
