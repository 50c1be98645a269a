"""Days on which fewer people write than their weekday says, and how far Tết is."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from domain.holidays import AFTER, TET, is_holiday

__all__ = ["TET", "days_from", "days_to_tet", "quiet", "season"]

SEASON = 45
"""Days before Tết in which bonuses are spoken of."""


@lru_cache(maxsize=4096)
def quiet(day: date) -> bool:
    """A public holiday, or Tết: no day to learn from, and counted like a Sunday."""
    return is_holiday(day)


def days_to_tet(day: date) -> int | None:
    """0 on the first day of the year; None where the table ends."""
    return next(((tet - day).days for tet in TET if tet >= day), None)


def season(day: date) -> str:
    """What a reader should know about the time of the year; empty for an ordinary one."""
    left = days_to_tet(day)
    if left is not None and 0 < left <= SEASON:
        return f"còn {left} ngày đến Tết Nguyên đán, khi nội dung về lương, thưởng thường tăng"
    if any(0 <= (day - tet).days <= AFTER for tet in TET):
        return "trong dịp Tết Nguyên đán, khi số nội dung thường giảm"
    return ""


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=offset) for offset in range(count)]
