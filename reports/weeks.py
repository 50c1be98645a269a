"""Which days a report has, and with which days it is compared."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from domain.times import Window, aware, vietnam_day
from reports.letterhead import WeekDays

Period = Literal["monthly", "quarterly", "half-yearly", "yearly"]
SEVEN = timedelta(days=7)
_ROMAN = ("I", "II", "III", "IV")
_MONTHS: dict[Period, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
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


def period_of(window: Window) -> Period | None:
    """Which calendar period a window is; None for a week and for any other days."""
    return next((period for period in _MONTHS if period_with(window.first, period) == window), None)


def period_with(day: date, period: Period) -> Window:
    """The calendar month, quarter, half or whole year of a day."""
    months = _MONTHS[period]
    month = (day.month - 1) // months * months + 1
    first = date(day.year, month, 1)
    after = date(day.year + (month + months > 12), (month + months - 1) % 12 + 1, 1)
    return Window(first, after - timedelta(days=1))


def last_finished_period(today: date, period: Period) -> Window:
    """The newest month, quarter … whose last day is over."""
    return period_with(period_with(today, period).first - timedelta(days=1), period)


def previous(window: Window) -> Window:
    """What a report is compared with: the month before a month, the same weekdays a week before; any other longer
    window with as many days before it."""
    period = period_of(window)
    if period is not None:
        return period_with(window.first - timedelta(days=1), period)
    if window.days > 7:
        return window.before()
    return Window(window.first - SEVEN, window.last - SEVEN)


def compared_until(window: Window, now: datetime) -> datetime:
    """End of the comparison. A week that still runs is compared with as much of the week before, not with all of it."""
    before = previous(window)
    if window.start <= aware(now) < window.end:
        return min(before.end, before.start + (aware(now) - window.start))
    return before.end


def begun(window: Window, now: datetime) -> Window:
    """The days of the window up to today: a day that lies ahead is not a day without posts."""
    today = vietnam_day(now)
    return Window(window.first, min(window.last, today)) if today >= window.first else window


def week_number(window: Window) -> int:
    """ISO week of the last day: a week from Friday to Thursday is called after its Thursday."""
    return window.last.isocalendar().week


def name_of(window: Window) -> str:
    """`tuần 47`, `tháng 11 năm 2026`, `quý IV năm 2026`, `6 tháng đầu năm 2026`, `năm 2026`; else nothing."""
    year, month = window.first.year, window.first.month
    match period_of(window):
        case "monthly":
            return f"tháng {month} năm {year}"
        case "quarterly":
            return f"quý {_ROMAN[month // 3]} năm {year}"
        case "half-yearly":
            return f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}"
        case "yearly":
            return f"năm {year}"
        case None:
            return f"tuần {week_number(window)}" if window.days <= 7 else ""
