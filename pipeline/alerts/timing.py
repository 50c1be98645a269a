"""When an alert speaks, and when a message that did not arrive is tried again. Pure: values in, values out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final, Literal

from domain.times import VIETNAM, Window, vietnam_day
from store.alerts import Alert, Tier, Waiting

MORNING: Final = time(7)
"""Digests are read with the first tea."""
MONDAY: Final = 0
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""After the first try, the second …; then a message is given up: more than a day has passed."""
LEASE: Final = timedelta(minutes=3)
"""Longer than any try takes."""

Step = Literal["wait", "hold", "skip", "pack"]


def step(alert: Alert, waiting: Waiting, told_today: int, now: datetime) -> Step:
    """What to do with the posts that wait: nothing yet, keep them back, report nothing, or put them into a message."""
    if alert.tier == "at_once":
        if not waiting.news:
            return "wait"
        return "hold" if told_today >= alert.most_a_day or is_muted(alert.muted, now) else "pack"
    if now < alert.due_at:
        return "wait"
    if not waiting.posts:
        return "skip"
    return "hold" if is_muted(alert.muted, now) else "pack"


def is_muted(hours: tuple[time, time] | None, now: datetime) -> bool:
    """Whether the clock of Viet Nam stands between both; from 21:00 to 06:00 is the night."""
    if hours is None:
        return False
    first, last = hours
    clock = now.astimezone(VIETNAM).time()
    return first <= clock < last if first <= last else clock >= first or clock < last


def next_due(tier: Tier, now: datetime) -> datetime:
    """The next morning, or the morning of the next Monday; now for an alert that speaks at once."""
    if tier == "at_once":
        return now
    local = now.astimezone(VIETNAM)
    due = datetime.combine(local.date(), MORNING, VIETNAM)
    if due <= local:
        due += timedelta(days=1)
    if tier == "weekly":
        due += timedelta(days=(MONDAY - due.weekday()) % 7)
    return due


def day_start(now: datetime) -> datetime:
    """When the day of the limit began, in Viet Nam."""
    today = vietnam_day(now)
    return Window(today, today).start


def pause(attempts: int) -> timedelta | None:
    """How long to wait after so many tries; None to give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
