"""Counting, and nothing else: pure functions over the facts of a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from domain.post import PostKind
from domain.prediction import Sentiment
from domain.times import Window
from reports.facts import Fact
from reports.values import Change, DayCount, PlaceCount, ProvinceLine, Tone, TopicLine

NO_PLACE = PlaceCount(code="", name="Không nêu hoặc không rõ địa bàn", posts=0)


def tone(sentiments: Iterable[Sentiment]) -> Tone:
    counts = Counter(sentiments)
    return Tone(counts[Sentiment.POSITIVE], counts[Sentiment.NEUTRAL], counts[Sentiment.NEGATIVE])


def tone_of(facts: Iterable[Fact]) -> Tone:
    return tone(fact.sentiment for fact in facts)


def change(now: int, before: int, compared: Sequence[Fact]) -> Change:
    """Compared with nothing at all, a number has no change: the program was not there yet."""
    return Change(now, before if compared else None)


def about(topic: str, facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if topic in fact.topics]


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
    grouped = {day: tone_of(fact for fact in facts if fact.day == day) for day in days}
    return tuple(DayCount(day, grouped[day].total, grouped[day]) for day in days)


def topic_lines(facts: Sequence[Fact], compared: Sequence[Fact]) -> tuple[TopicLine, ...]:
    """Topics with posts in either window, the most frequent first."""
    now, before = grouped(facts), grouped(compared)
    lines = [topic_line(slug, now.get(slug, ()), before.get(slug, ()), compared) for slug in {*now, *before}]
    return tuple(sorted(lines, key=lambda line: (-line.posts.now, -(line.posts.before or 0), line.topic)))


def topic_line(slug: str, now: Sequence[Fact], before: Sequence[Fact], compared: Sequence[Fact]) -> TopicLine:
    return TopicLine(slug, change(len(now), len(before), compared), tone_of(now))


def without_topic(facts: Sequence[Fact], compared: Sequence[Fact]) -> TopicLine:
    now = [fact for fact in facts if not fact.topics]
    before = [fact for fact in compared if not fact.topics]
    return topic_line("", now, before, compared)


def places(facts: Sequence[Fact]) -> tuple[PlaceCount, ...]:
    """Provinces that the posts name, the most frequent first."""
    counts = Counter(place for fact in facts for place in fact.places)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PlaceCount(code, name, posts) for (code, name), posts in ordered)


def province_lines(facts: Sequence[Fact]) -> tuple[ProvinceLine, ...]:
    """Provinces with their topics, and last the posts that name no province for certain."""
    lines = [
        ProvinceLine(place, _topics([fact for fact in facts if (place.code, place.name) in fact.places]))
        for place in places(facts)
    ]
    nowhere = [fact for fact in facts if not fact.places]
    return (*lines, ProvinceLine(PlaceCount("", NO_PLACE.name, len(nowhere)), _topics(nowhere)))


def _topics(facts: Sequence[Fact]) -> Mapping[str, int]:
    return dict(Counter(slug for fact in facts for slug in fact.topics).most_common())


def stories(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Copies together, the earliest of each leading."""
    grouped: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.listed_at, fact.id)):
        grouped.setdefault(fact.story, []).append(fact)
    return list(grouped.values())


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
