"""Which days a report's week has, and with which days it is compared."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.times import Window, aware, vietnam_day
from reports.letterhead import WeekDays

SEVEN = timedelta(days=7)
_FIRST_WEEKDAY = {"mon-sun": 0, "mon-fri": 0, "fri-thu": 4}
_LENGTH = {"mon-sun": 7, "mon-fri": 5, "fri-thu": 7}


def week_with(day: date, days: WeekDays) -> Window:
    """The report week that `day` belongs to; for Monday to Friday a weekend belongs to the week before it."""
    first = day - timedelta(days=(day.weekday() - _FIRST_WEEKDAY[days]) % 7)
    return Window(first, first + timedelta(days=_LENGTH[days] - 1))


def last_finished(today: date, days: WeekDays) -> Window:
    """The newest report week whose last day is over."""
    window = week_with(today, days)
    return window if window.last < today else previous(window)


def previous(window: Window) -> Window:
    """What a report is compared with: the same weekdays a week before; a longer window with as many days before it."""
    if window.days > 7:
        return window.before()
    return Window(window.first - SEVEN, window.last - SEVEN)


def compared_until(window: Window, now: datetime) -> datetime:
    """End of the comparison. A week that still runs is compared with as much of the week before, not with all of it."""
    before = previous(window)
    if window.start <= aware(now) < window.end:
        return before.start + (aware(now) - window.start)
    return before.end


def begun(window: Window, now: datetime) -> Window:
    """The days of the window up to today: a day that lies ahead is not a day without posts."""
    today = vietnam_day(now)
    return Window(window.first, min(window.last, today)) if today >= window.first else window


def week_number(window: Window) -> int:
    """ISO week of the last day: a week from Friday to Thursday is called after its Thursday."""
    return window.last.isocalendar().week
