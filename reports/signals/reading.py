"""The waves of today, read from the database and kept there: what a page shows in the morning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from domain.times import Window
from reports.before import before
from reports.frozen import thaw, to_json
from reports.gathered import corrected
from reports.signals.outlook import WEEKS, outlooks
from reports.signals.series import local_key, parts
from reports.signals.watch import LOCAL_DAYS, Past, looked_back, new_phrases, watch
from reports.signals.waves import WordCounts
from reports.values import Outlook, Phrase, Wave
from store import daily_series, reporting
from store import signals as stored
from store.db import Conn
from store.reporting import QuotedText
from store.signals import Signal

KIND, PHRASES = "wave", "phrases"
DAYS = 7


def past(conn: Conn, window: Window) -> Past:
    """The daily counts before a window."""
    back = looked_back(window)
    local = daily_series.local(conn, back) if window.days <= LOCAL_DAYS else []
    pairs = [(day, "local", local_key(topic, province).name, posts) for day, topic, province, posts in local]
    return Past(daily_series.daily(conn, back), daily_series.totals(conn, back), pairs)


def next_week(conn: Conn, last: date) -> tuple[Outlook, ...]:
    """What may come after the seven days that end with `last`. The first week that has a post was not whole."""
    found = daily_series.weekly_topics(conn, last, WEEKS)
    return outlooks({topic: counts[1:] for topic, counts in found.items()}, last)


def watch_day(conn: Conn, day: date) -> tuple[Wave, ...] | None:
    """Waves of the seven days up to `day`, kept for that day; None where the past is too short to say."""
    window = Window(day - timedelta(days=DAYS - 1), day)

    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return reporting.texts(conn, ids, window) if ids else {}

    def count(ids: Collection[int]) -> Mapping[str, int]:
        return daily_series.words(conn, ids, window) if ids else {}

    posts = corrected(conn, window)
    found = watch(past(conn, window), posts, window, read, count)
    for wave in found or ():
        stored.put(conn, _signal(wave, day))
    fresh = new_phrases(posts, before(conn, window.before(), window.start), _words_of(conn, window))
    stored.put(conn, Signal(PHRASES, day, len(fresh), 0, detail={"phrases": [to_json(item) for item in fresh]}))
    return found


def _words_of(conn: Conn, window: Window) -> WordCounts:
    """Of the window and of the one before it."""
    both = Window(window.before().first, window.last)
    return lambda ids: daily_series.words(conn, ids, both) if ids else {}


def kept_phrases(conn: Conn, day: date) -> tuple[Phrase, ...]:
    """The new words that were kept for a day."""
    found = [signal.detail["phrases"] for signal in stored.within(conn, Window(day, day)) if signal.kind == PHRASES]
    return tuple(thaw(item, Phrase) for items in found for item in items)


def kept(conn: Conn, day: date) -> list[Wave]:
    """The waves that were kept for a day, the clearest first."""
    signals = stored.within(conn, Window(day, day))
    found = [thaw(dict(signal.detail), Wave) for signal in signals if signal.kind.startswith(KIND)]
    return sorted(found, key=lambda wave: (not wave.sure, wave.p))


def _signal(wave: Wave, day: date) -> Signal:
    """Topic and province have columns of their own; a target or a kind of post stands in the signal's kind."""
    dimension, name = wave.key.dimension, wave.key.name
    topic, province = name if dimension == "topic" else "", name if dimension == "province" else ""
    if dimension == "local":
        topic, province = parts(name)
    return Signal(
        kind=f"{KIND}:{dimension}:{name}" if dimension in {"target", "kind"} else KIND,
        day=day,
        value=wave.observed,
        expected=wave.expected,
        topic=topic,
        province=province,
        detail=to_json(wave),
    )
