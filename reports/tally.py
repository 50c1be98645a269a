"""Counting, and nothing else: pure functions over the facts of a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from operator import attrgetter

from domain.post import PostKind
from domain.prediction import Sentiment
from domain.times import Window
from reports.before import Before
from reports.facts import Fact
from reports.values import Change, DayCount, PlaceCount, ProvinceLine, Tone, TopicLine

_MOMENT = attrgetter("listed_at", "id")
NO_PLACE = PlaceCount(code="", name="Không nêu hoặc không rõ địa bàn", posts=0)


def tone(sentiments: Iterable[Sentiment]) -> Tone:
    counts = Counter(sentiments)
    return Tone(counts[Sentiment.POSITIVE], counts[Sentiment.NEUTRAL], counts[Sentiment.NEGATIVE])


def tone_of(facts: Iterable[Fact]) -> Tone:
    return tone(fact.sentiment for fact in facts)


def change(now: int, then: int, before: Before) -> Change:
    """Compared with nothing at all, a number has no change: the program was not there yet."""
    return Change(now, then if before.posts else None)


def grouped(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Posts by topic in one pass; a post with two topics stands under both."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        for slug in fact.topics:
            found.setdefault(slug, []).append(fact)
    return found


def by_kind(facts: Sequence[Fact]) -> dict[PostKind, int]:
    counts = Counter(fact.kind for fact in facts)
    return {kind: counts[kind] for kind in PostKind if counts[kind]}


def by_day(facts: Sequence[Fact], window: Window) -> tuple[DayCount, ...]:
    """Every day of the window in order, also those without a post."""
    days = [window.first + timedelta(days=offset) for offset in range(window.days)]
    counts = Counter((fact.day, fact.sentiment) for fact in facts)
    tones = {day: Tone(*(counts[day, sentiment] for sentiment in Sentiment)) for day in days}
    return tuple(DayCount(day, tones[day].total, tones[day]) for day in days)


def topic_lines(facts: Sequence[Fact], before: Before) -> tuple[TopicLine, ...]:
    """Topics with posts in either window, the most frequent first."""
    now = grouped(facts)
    lines = [topic_line(slug, now.get(slug, ()), before.topics.get(slug, 0), before) for slug in {*now, *before.topics}]
    return tuple(sorted(lines, key=lambda line: (-line.posts.now, -(line.posts.before or 0), line.topic)))


def topic_line(slug: str, now: Sequence[Fact], then: int, before: Before) -> TopicLine:
    return TopicLine(slug, change(len(now), then, before), tone_of(now))


def without_topic(facts: Sequence[Fact], before: Before) -> TopicLine:
    return topic_line("", [fact for fact in facts if not fact.topics], before.without_topic, before)


def places(facts: Sequence[Fact]) -> tuple[PlaceCount, ...]:
    """Provinces that the posts name, the most frequent first."""
    counts = Counter(place for fact in facts for place in fact.places)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PlaceCount(code, name, posts) for (code, name), posts in ordered)


def province_lines(facts: Sequence[Fact]) -> tuple[ProvinceLine, ...]:
    """Provinces with their topics, and last the posts that name no province for certain."""
    there: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        for place in fact.places:
            there.setdefault(place, []).append(fact)
    lines = [ProvinceLine(place, _topics(there[place.code, place.name])) for place in places(facts)]
    nowhere = [fact for fact in facts if not fact.places]
    return (*lines, ProvinceLine(PlaceCount("", NO_PLACE.name, len(nowhere)), _topics(nowhere)))


def _topics(facts: Sequence[Fact]) -> Mapping[str, int]:
    return dict(Counter(slug for fact in facts for slug in fact.topics).most_common())


def stories(facts: Sequence[Fact]) -> list[list[Fact]]:
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
