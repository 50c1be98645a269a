"""Alarms of one thing on following days are one wave, and waves made of the same posts are told once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from domain.times import Window
from reports.before import sampled
from reports.columns import Flags, Posts
from reports.quotes import Reader, quotations, ranked
from reports.signals.calendar import season
from reports.signals.detect import FACTOR, Alarm
from reports.signals.drawing import Drawing, days_of
from reports.signals.phrases import telling
from reports.signals.series import having
from reports.signals.spelling import as_written
from reports.tally import places
from reports.values import DayLevel, Key, Phrase, Wave

PAUSE = 2
"""Days without an alarm that end no wave."""
SAME = 0.5
"""Of a wave's posts in those before it, from which it is the same wave."""
ORDER = {"topic": 0, "local": 1, "province": 2, "target": 3, "kind": 3}
"""A topic explains most, then one in a province; what half of all posts are about explains nothing, and comes last."""
DRAWN, AFTER = 28, 7
"""Days of a wave's picture, and days after its last alarm that still belong to it."""
SOURCES_OF_PLACE = 2
"""One article with what is written below it is no wave in a province."""
MOST, WORDS, SOURCES, PLACES, EXAMPLES = 6, 5, 3, 3, 2

COMPARED = 2_000
"""Posts of a wave, and of the window, whose words are counted."""

WordCounts = Callable[[Collection[int]], Mapping[str, int]]
"""Numbers of posts by word, of the given posts."""


def waves(
    alarms: Sequence[Alarm], drawing: Drawing, posts: Posts, *, window: Window, read: Reader, count: WordCounts
) -> tuple[Wave, ...]:
    """Waves that an alarm of the window belongs to, the clearest first. `posts`: those of the window."""
    groups = [group for group in grouped(alarms) if window.first <= group[-1].day <= window.last]
    groups = [group for group in groups if _rises(group, drawing, window)]
    groups.sort(key=lambda group: (not _sure(group), ORDER[group[0].key.dimension], min(alarm.p for alarm in group)))
    masks = {key: having(posts, key) for key in {group[0].key for group in groups}}
    kept: list[tuple[list[Alarm], Flags, list[Key]]] = []
    told = np.zeros(len(posts), dtype=bool)
    for group in groups:
        first, last = _span(group).toordinal(), _end(group).toordinal()
        own = masks[group[0].key] & (posts.day >= first) & (posts.day <= last)
        if group[0].key.dimension == "local" and len(posts.where(own).source_counts()) < SOURCES_OF_PLACE:
            continue
        if kept and (_overlap(own, told) >= SAME or _explained(group, own & ~told, drawing, window)):
            max(kept[:MOST], key=lambda entry: _overlap(own, entry[1]))[2].append(group[0].key)
        elif own.any():
            kept.append((group, own, []))
            told |= own
    sample = sampled(posts.id.tolist(), COMPARED) if kept else ()
    whole = count(sample) if kept else {}
    return tuple(
        _wave(
            group,
            posts.where(own),
            also,
            days=days_of(group, drawing),
            begin=max(_span(group), window.first),
            words=_words(posts.id[own].tolist(), sample, whole, count),
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


def _end(group: Sequence[Alarm]) -> date:
    return group[-1].day + timedelta(days=AFTER)


def _rises(group: Sequence[Alarm], drawing: Drawing, window: Window) -> bool:
    """Whether the part that lies in the window is above the usual: the end of last week's wave is none of this week."""
    inside = _inside(group, drawing, window)
    return sum(level.posts for level in inside) > sum(level.expected for level in inside)


def _explained(group: Sequence[Alarm], rest: Flags, drawing: Drawing, window: Window) -> bool:
    """Whether a possible wave is no more than usual without the posts of those that are told already."""
    usual = sum(level.expected for level in _inside(group, drawing, window))
    return not _sure(group) and int(rest.sum()) <= FACTOR * usual


def _inside(group: Sequence[Alarm], drawing: Drawing, window: Window) -> list[DayLevel]:
    begin = max(_span(group), window.first)
    return [level for level in days_of(group, drawing) if begin <= level.day <= _end(group)]


def _overlap(own: Flags, other: Flags) -> float:
    return float((own & other).sum() / max(1, own.sum()))


def _words(
    own: Sequence[int], sample: Sequence[int], whole: Mapping[str, int], count: WordCounts
) -> tuple[Phrase, ...]:
    """Against the other posts of the window, of which `whole` counts every n-th."""
    chosen, ours = sampled(own, COMPARED), set(own)
    shared = [number for number in sample if number in ours]
    now = count(chosen)
    twice = now if shared == list(chosen) else count(shared)
    others = {word: max(0, number - twice.get(word, 0)) for word, number in whole.items()}
    return telling(now, len(chosen), others, len(sample) - len(shared), most=WORDS + PLACES)


def _wave(
    group: Sequence[Alarm],
    own: Posts,
    also: Sequence[Key],
    *,
    days: Sequence[DayLevel],
    begin: date,
    words: tuple[Phrase, ...],
    read: Reader,
) -> Wave:
    inside = [level for level in days if begin <= level.day <= _end(group)]
    labels = (group[0].key.name, "needs_answer", "flag")
    return Wave(
        key=group[0].key,
        first=begin,
        last=inside[-1].day if inside else group[-1].day,
        observed=sum(level.posts for level in inside),
        expected=round(sum(level.expected for level in inside), 1),
        alarms=len(group),
        p=min(alarm.p for alarm in group),
        also=tuple(dict.fromkeys(key for key in also if key != group[0].key)),
        words=as_written(words, own, read)[:WORDS],
        sources=tuple((source.name, number) for source, number in own.source_counts().most_common(SOURCES)),
        places=places(own)[:PLACES],
        examples=quotations(ranked(own), read, labels, EXAMPLES),
        season=season(group[-1].day),
        days=tuple([level for level in days if level.day <= _end(group)][-DRAWN:]),
        sure=_sure(group),
        once_in=round(max(alarm.once_in for alarm in group), 1),
    )
