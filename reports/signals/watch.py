"""The waves of a window: from its posts, and from the daily counts of the weeks before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from domain.times import Window
from reports.before import Before, sampled
from reports.columns import Posts
from reports.quotes import Reader
from reports.signals.detect import detect
from reports.signals.drawing import Drawing
from reports.signals.phrases import telling
from reports.signals.series import history, local_rows_of, rows_of
from reports.signals.usual import BASELINE, GAP
from reports.signals.waves import DRAWN, WordCounts, waves
from reports.tally import by_day, within
from reports.values import Phrase, Wave

NEW, FEWEST_NEW, TIMES = 12, 5, 3
"""New words told at most, posts that have one, and times that it must be more frequent than before."""
LOCAL_DAYS = 31
"""Of a window in which topics in provinces are watched too: in a quarter's report they are too many and too small."""
LIKELY = 1.5
"""Standard errors: the words are a hint to read on, no alarm."""


@dataclass(frozen=True, slots=True)
class Past:
    """Daily counts of the days before a window."""

    rows: Sequence[tuple[date, str, str, int]] = ()
    totals: dict[date, int] = field(default_factory=dict)
    local: Sequence[tuple[date, str, str, int]] = ()
    """Of topics in provinces; none before a window that is too long for them."""


def looked_back(window: Window) -> Window:
    """Days before a window whose counts are its past."""
    return Window(window.first - timedelta(days=BASELINE + GAP + DRAWN), window.first - timedelta(days=1))


def watch(past: Past, posts: Posts, days: Window, read: Reader, count: WordCounts) -> tuple[Wave, ...] | None:
    """Waves of `days`, the clearest first; None where the past is too short for a verdict."""
    inside = within(posts, days)
    totals = past.totals | {each.day: each.posts for each in by_day(inside, days) if each.posts}
    whole = Window(looked_back(days).first, days.last)
    found = history(whole, [*past.rows, *rows_of(inside, days)], totals)
    local = None
    if days.days <= LOCAL_DAYS:
        local = history(whole, [*past.local, *local_rows_of(inside, days)], totals, ("local",))
    alarms, levels = detect(found, days.first - timedelta(days=DRAWN - 7), days.last, local)
    if not any(level.day >= days.first for level in levels):
        return None
    return waves(alarms, Drawing(levels, found, local), inside, window=days, read=read, count=count)


def new_phrases(posts: Posts, before: Before, count: WordCounts) -> tuple[Phrase, ...]:
    """Words of a window that the window before hardly had."""
    if not before.sample:
        return ()
    now, then = sampled(posts.id.tolist()), before.sample
    found = telling(count(now), len(now), count(then), len(then), most=5 * NEW, certain=LIKELY)
    provinces = {name.casefold() for _, name in posts.place_counts()}
    often = [
        item
        for item in found
        if item.text.casefold() not in provinces
        and item.posts >= FEWEST_NEW
        and item.posts * len(then) >= TIMES * item.before * len(now)
    ]
    chosen = set(now)
    uncovered = [number for number in posts.where(posts.without_topic()).id.tolist() if number in chosen]
    bare = count(uncovered) if uncovered and often else {}
    return tuple(replace(item, uncovered=bare.get(item.text.replace(" ", "_"), 0)) for item in often[:NEW])
