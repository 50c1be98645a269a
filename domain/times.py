"""Vietnamese days and ISO weeks. Stored times are UTC; a "day" is a day in Asia/Ho_Chi_Minh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class NaiveTimeError(ValueError):
    """A time without a zone reached the program; it cannot be placed on a day."""


def aware(moment: datetime) -> datetime:
    """Return `moment` in UTC. Raises NaiveTimeError where it has no zone."""
    if moment.tzinfo is None:
        raise NaiveTimeError(f"time {moment.isoformat()} has no time zone; give one (Vietnam is +07:00)")
    return moment.astimezone(UTC)


def vietnam_day(moment: datetime) -> date:
    """The calendar day in Viet Nam on which `moment` falls."""
    return aware(moment).astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Window:
    """Whole Vietnamese days, first and last included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"window ends {self.last} before it begins {self.first}")

    @property
    def start(self) -> datetime:
        """First moment inside, UTC."""
        return datetime.combine(self.first, time.min, VIETNAM).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """First moment after, UTC."""
        return datetime.combine(self.last + timedelta(days=1), time.min, VIETNAM).astimezone(UTC)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> Window:
        """The window of the same length that ends where this one begins."""
        return Window(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


def parse_day(text: str) -> date:
    """Read `20/11/2026`, `20-11-2026`, `20.11.2026` or `2026-11-20`. Raises ValueError with a sentence for others."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is no day; write it like 20/11/2026 or 2026-11-20") from error


def iso_week(year: int, week: int) -> Window:
    """Monday to Sunday of an ISO week. Raises ValueError for a week that the year lacks."""
    monday = date.fromisocalendar(year, week, 1)
    return Window(monday, monday + timedelta(days=6))


def iso_week_of(day: date) -> Window:
    year, week, _ = day.isocalendar()
    return iso_week(year, week)


def week_label(window: Window) -> str:
    """`2026-W47` for the week in which the window begins."""
    year, week, _ = window.first.isocalendar()
    return f"{year}-W{week:02d}"


def parse_week(label: str) -> Window:
    """Read `2026-W47`. Raises ValueError with a sentence for anything else."""
    year, separator, week = label.partition("-W")
    if not (separator and year.isdigit() and week.isdigit()):
        raise ValueError(f"{label!r} is no ISO week; write it like 2026-W47")
    return iso_week(int(year), int(week))
