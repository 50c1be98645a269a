"""Counting, and nothing else: pure functions over the posts of a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from operator import attrgetter

import numpy as np

from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.times import Window
from reports.before import Before
from reports.columns import KINDS, SENTIMENTS, SILENT, Ints, Posts
from reports.facts import Fact
from reports.values import Change, DayCount, PlaceCount, ProvinceLine, Tone, TopicLine

_MOMENT = attrgetter("listed_at", "id")
NO_PLACE = PlaceCount(code="", name="Không nêu hoặc không rõ địa bàn", posts=0)


def tone(sentiments: Ints) -> Tone:
    """Of places in SENTIMENTS; what is SILENT is not counted."""
    counts = np.bincount(sentiments[sentiments != SILENT], minlength=len(SENTIMENTS)).tolist()
    return Tone(*(counts[SENTIMENTS.index(each)] for each in Sentiment))


def tone_of(posts: Posts) -> Tone:
    return tone(posts.sentiment)


def towards(posts: Posts, target: Target) -> Tone:
    """What is said of the target, which is not the tone of the post."""
    return tone(posts.towards(target))


def change(now: int, then: int, before: Before) -> Change:
    """Compared with nothing at all, a number has no change: the program was not there yet."""
    return Change(now, then if before.posts else None)


def grouped(posts: Posts) -> dict[str, Posts]:
    """Posts by topic; a post with two topics stands under both."""
    return {slug: posts.where(posts.of_topic(slug)) for slug in posts.topic_counts()}


def within(posts: Posts, window: Window) -> Posts:
    """Those listed in the window."""
    first, end = window.first.toordinal(), window.last.toordinal()
    return posts.where((posts.day >= first) & (posts.day <= end))


def by_kind(posts: Posts) -> dict[PostKind, int]:
    counts = np.bincount(posts.kind, minlength=len(KINDS)).tolist()
    return {kind: posts for kind, posts in zip(KINDS, counts, strict=True) if posts}


def by_day(posts: Posts, window: Window) -> tuple[DayCount, ...]:
    """Every day of the window in order, also those without a post."""
    place = posts.day - window.first.toordinal()
    inside = (place >= 0) & (place < window.days)
    cells = np.bincount(place[inside] * 3 + posts.sentiment[inside], minlength=3 * window.days).reshape(-1, 3)
    days = [window.first + timedelta(days=offset) for offset in range(window.days)]
    tones = [Tone(*(row[SENTIMENTS.index(each)] for each in Sentiment)) for row in cells.tolist()]
    return tuple(DayCount(day, each.total, each) for day, each in zip(days, tones, strict=True))


def topic_lines(by_topic: Mapping[str, Posts], before: Before) -> tuple[TopicLine, ...]:
    """Topics with posts in either window, the most frequent first."""
    lines = [
        topic_line(slug, by_topic.get(slug), before.topics.get(slug, 0), before) for slug in {*by_topic, *before.topics}
    ]
    return tuple(sorted(lines, key=lambda line: (-line.posts.now, -(line.posts.before or 0), line.topic)))


def topic_line(slug: str, now: Posts | None, then: int, before: Before) -> TopicLine:
    return TopicLine(slug, change(len(now) if now else 0, then, before), tone_of(now) if now else Tone())


def without_topic(posts: Posts, before: Before) -> TopicLine:
    return topic_line("", posts.where(posts.without_topic()), before.without_topic, before)


def places(posts: Posts) -> tuple[PlaceCount, ...]:
    """Provinces that the posts name, the most frequent first."""
    return ordered(posts.place_counts())


def ordered(counts: Mapping[tuple[str, str], int]) -> tuple[PlaceCount, ...]:
    found = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PlaceCount(code, name, posts) for (code, name), posts in found)


def province_lines(posts: Posts) -> tuple[ProvinceLine, ...]:
    """Provinces with their topics, and last the posts that name no province for certain."""
    lines = [ProvinceLine(place, _topics(posts.where(posts.of_place(place.code)))) for place in places(posts)]
    nowhere = posts.where(posts.without_place())
    return (*lines, ProvinceLine(PlaceCount("", NO_PLACE.name, len(nowhere)), _topics(nowhere)))


def _topics(posts: Posts) -> Mapping[str, int]:
    return dict(posts.topic_counts().most_common())


def stories(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Copies together, the earliest of each leading; oldest first."""
    found: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=_MOMENT):
        found.setdefault(fact.story, []).append(fact)
    return list(found.values())


def rising_and_falling(lines: Sequence[TopicLine], most: int) -> tuple[tuple[TopicLine, ...], tuple[TopicLine, ...]]:
    """Topics that gained and lost the most posts; both empty where nothing can be compared."""
    moved = [line for line in lines if line.posts.before is not None and line.posts.difference]
    up = sorted(
        (line for line in moved if line.posts.difference > 0), key=lambda line: (-line.posts.difference, line.topic)
    )
    down = sorted(
        (line for line in moved if line.posts.difference < 0), key=lambda line: (line.posts.difference, line.topic)
    )
    return tuple(up[:most]), tuple(down[:most])
