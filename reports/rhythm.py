"""config/reports.toml: when documents are due, and to whom approved ones go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.times import VIETNAM, aware, vietnam_day
from domain.toml_file import read_toml
from reports.weeks import Period, last_finished_period

Address = Annotated[str, Field(pattern=r"^[^@\s,;<>]{1,64}@[^@\s,;<>]{3,190}$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
What = Literal["signals", "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PERIODS: tuple[Period, ...] = ("monthly", "quarterly", "half-yearly", "yearly")
DAYS_BACK = {"signals": 7, "daily": 3, "weekly": 28}
"""How long a missed one is still made: a list that nobody read for days helps nobody, a report would leave a gap."""
REPORT_BACK = timedelta(days=28)


class RhythmError(ValueError):
    """config/reports.toml cannot be used; the message says where and what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class EveryDay(_Strict):
    at: Clock


class EveryWeek(_Strict):
    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    at: Clock


class AfterPeriod(_Strict):
    days_after: Annotated[int, Field(ge=1, le=25)]
    at: Clock


class DueTimes(_Strict):
    signals: EveryDay | None = None
    daily: EveryDay | None = None
    weekly: EveryWeek | None = None
    monthly: AfterPeriod | None = None
    quarterly: AfterPeriod | None = None
    half_yearly: Annotated[AfterPeriod | None, Field(alias="half-yearly")] = None
    yearly: AfterPeriod | None = None

    def after(self, period: Period) -> AfterPeriod | None:
        found = {"monthly": self.monthly, "quarterly": self.quarterly, "half-yearly": self.half_yearly}
        return found.get(period, self.yearly)


class Rhythm(_Strict):
    due: DueTimes = DueTimes()
    mail: dict[Literal[What, "flash"], tuple[Address, ...]] = {}

    def addresses(self, kind: str) -> tuple[str, ...]:
        """To whom an approved report of this kind goes."""
        return next((found for name, found in self.mail.items() if name == kind), ())


@dataclass(frozen=True, slots=True)
class Due:
    what: What
    at: datetime

    @property
    def day(self) -> date:
        """In Viet Nam."""
        return vietnam_day(self.at)


def load_rhythm(path: Path) -> Rhythm:
    """Read the file. Raises RhythmError for bad TOML, an unknown key, a time that is none."""
    return read_toml(path, Rhythm, RhythmError)


def due_until(rhythm: Rhythm, now: datetime) -> list[Due]:
    """What was due up to `now` and may still be made, the earliest first."""
    found = [due for due in _all(rhythm.due, vietnam_day(now)) if due.at <= aware(now)]
    return sorted(found, key=lambda due: due.at)


def _all(times: DueTimes, today: date) -> Iterator[Due]:
    if times.signals:
        yield from (Due("signals", _at(day, times.signals.at)) for day in _back(today, DAYS_BACK["signals"]))
    if times.daily:
        yield from (Due("daily", _at(day, times.daily.at)) for day in _back(today, DAYS_BACK["daily"]))
    if weekly := times.weekly:
        days = [day for day in _back(today, DAYS_BACK["weekly"]) if WEEKDAYS[day.weekday()] == weekly.weekday]
        yield from (Due("weekly", _at(day, weekly.at)) for day in days)
    for period in PERIODS:
        if times.after(period):
            yield from _after(times, period, today)


def _after(times: DueTimes, period: Period, today: date) -> Iterator[Due]:
    """Of the newest period that is over; a yearly report is not made up for in June."""
    chosen = times.after(period)
    day = last_finished_period(today, period).last + timedelta(days=chosen.days_after if chosen else 1)
    if chosen and today - day <= REPORT_BACK:
        yield Due(period, _at(day, chosen.at))


def _back(today: date, days: int) -> list[date]:
    return [today - timedelta(days=back) for back in range(days)]


def _at(day: date, clock: str) -> datetime:
    return aware(datetime.combine(day, time.fromisoformat(clock), VIETNAM))
