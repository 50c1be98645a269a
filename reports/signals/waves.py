"""Alarms of one thing on following days are one wave, and waves made of the same posts are told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta

from domain.times import Window
from reports.facts import Fact
from reports.quotes import Reader, quotations, ranked
from reports.signals.calendar import season
from reports.signals.detect import Alarm, Level
from reports.signals.phrases import telling
from reports.signals.series import History, keys_of
from reports.tally import places
from reports.values import DayLevel, Key, Phrase, Wave

PAUSE = 2
"""Days without an alarm that end no wave."""
SAME = 0.5
"""Of a wave's posts in those before it, from which it is the same wave."""
ORDER = {"topic": 0, "province": 1, "target": 2, "kind": 2}
"""A topic explains most; what half of all posts are about explains nothing, and is told last."""
DRAWN = 28
MOST, WORDS, SOURCES, PLACES, EXAMPLES = 6, 5, 3, 3, 2


WordCounts = Callable[[Collection[int]], Mapping[str, int]]
"""Numbers of posts by word, of the given posts."""


def waves(
    alarms: Sequence[Alarm],
    levels: Sequence[Level],
    found: History,
    facts: Sequence[Fact],
    *,
    window: Window,
    read: Reader,
    count: WordCounts,
) -> tuple[Wave, ...]:
    """Waves that an alarm of the window belongs to, the clearest first. `facts`: relevant posts of the window."""
    groups = [group for group in grouped(alarms) if window.first <= group[-1].day <= window.last]
    groups.sort(key=lambda group: (not _sure(group), ORDER[group[0].key.dimension], min(alarm.p for alarm in group)))
    posts_of = _posts_by_key(facts, {group[0].key for group in groups})
    kept: list[tuple[list[Alarm], list[Fact], list[Key]]] = []
    for group in groups:
        span = _span(group)
        own = [fact for fact in posts_of.get(group[0].key, ()) if fact.day >= span]
        same = max(kept, key=lambda entry: _overlap(own, entry[1]), default=None)
        if same is not None and _overlap(own, [fact for entry in kept for fact in entry[1]]) >= SAME:
            same[2].append(group[0].key)
        elif own:
            kept.append((group, own, []))
    whole = count([fact.id for fact in facts]) if kept else {}
    return tuple(
        _wave(
            group,
            own,
            also,
            days=_days(group[0].key, levels, found),
            begin=max(_span(group), window.first),
            words=_words(own, len(facts), whole, count),
            read=read,
        )
        for group, own, also in kept[:MOST]
    )


def grouped(alarms: Sequence[Alarm]) -> list[list[Alarm]]:
    """Alarms of one series on following days, in their order."""
    groups: dict[Key, list[list[Alarm]]] = {}
    for alarm in sorted(alarms, key=lambda alarm: alarm.day):
        of_key = groups.setdefault(alarm.key, [])
        if of_key and (alarm.day - of_key[-1][-1].day).days <= PAUSE + 1:
            of_key[-1].append(alarm)
        else:
            of_key.append([alarm])
    return [group for of_key in groups.values() for group in of_key]


def _sure(group: Sequence[Alarm]) -> bool:
    return any(alarm.sure for alarm in group)


def _span(group: Sequence[Alarm]) -> date:
    return group[0].day - timedelta(days=group[0].span - 1)


def _posts_by_key(facts: Sequence[Fact], keys: Collection[Key]) -> dict[Key, list[Fact]]:
    """Of the keys that raised an alarm: a quarter has too many posts to sort them under everything that is watched."""
    wanted = {(key.dimension, key.name): key for key in keys}
    found: dict[Key, list[Fact]] = {}
    for fact in facts if wanted else ():
        for pair in keys_of(fact):
            if pair in wanted:
                found.setdefault(wanted[pair], []).append(fact)
    return found


def _overlap(own: Sequence[Fact], other: Sequence[Fact]) -> float:
    ids = {fact.id for fact in other}
    return sum(fact.id in ids for fact in own) / max(1, len(own))


def _words(own: Sequence[Fact], posts: int, whole: Mapping[str, int], count: WordCounts) -> tuple[Phrase, ...]:
    """Against the other posts of the window."""
    now = count([fact.id for fact in own])
    others = {word: max(0, number - now.get(word, 0)) for word, number in whole.items()}
    return telling(now, len(own), others, posts - len(own), most=WORDS)


def _wave(
    group: Sequence[Alarm],
    own: Sequence[Fact],
    also: Sequence[Key],
    *,
    days: Sequence[DayLevel],
    begin: date,
    words: tuple[Phrase, ...],
    read: Reader,
) -> Wave:
    inside = [level for level in days if level.day >= begin]
    labels = (group[0].key.name, "needs_answer", "flag")
    return Wave(
        key=group[0].key,
        first=begin,
        last=inside[-1].day if inside else group[-1].day,
        observed=sum(level.posts for level in inside),
        expected=round(sum(level.expected for level in inside), 1),
        alarms=len(group),
        p=min(alarm.p for alarm in group),
        also=tuple(also),
        words=words,
        sources=tuple(Counter(fact.source_name for fact in own).most_common(SOURCES)),
        places=places(own)[:PLACES],
        examples=quotations(ranked(own), read, labels, EXAMPLES),
        season=season(group[-1].day),
        days=tuple(days[-DRAWN:]),
        sure=_sure(group),
        once_in=round(max(alarm.once_in for alarm in group), 1),
    )


def _days(key: Key, levels: Sequence[Level], found: History) -> list[DayLevel]:
    row = found.keys.index(key)
    return [
        DayLevel(
            level.day,
            int(found.counts[row, found.column(level.day)]),
            round(float(level.expected[row]), 1),
            float(level.bound[row]),
        )
        for level in levels
    ]
