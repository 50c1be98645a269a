"""What a report is compared with: numbers of the window before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.prediction import Target
from domain.times import Window
from reports.columns import Posts
from reports.gathered import corrected
from store.db import Conn

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


def before_of(posts: Posts) -> Before:
    sources = posts.source_counts()
    return Before(
        posts=len(posts),
        topics=dict(posts.topic_counts()),
        without_topic=int(posts.without_topic().sum()),
        sources={source.slug: number for source, number in sources.items()},
        names={source.slug: source.name for source in sources},
        union=int(posts.speaking_of(Target.UNION).sum()),
        sample=sampled(posts.id.tolist()),
    )


def sampled(ids: Sequence[int], most: int = SAMPLE) -> Sequence[int]:
    """Every n-th, so that none of the days is left out."""
    return ids[:: max(1, -(-len(ids) // most))]


def before(conn: Conn, window: Window, until: datetime) -> Before:
    """The posts of a window that are listed before `until`."""
    posts = corrected(conn, window)
    return before_of(posts.where(posts.listed_at < round(until.timestamp() * 1_000_000)))
