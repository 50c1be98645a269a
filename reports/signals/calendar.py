"""Days on which fewer people write than their weekday says, and how far Tết is.

Lunar New Year's days are those of Viet Nam (UTC+7), computed from the sun and the moon and checked against the
published ones; in 2030 the Chinese day is another.
"""

from __future__ import annotations

from datetime import date, timedelta

TET = tuple(
    date.fromisoformat(day)
    for day in (
        *("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02"),
        *("2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15"),
        *("2038-02-04", "2039-01-24", "2040-02-12"),
    )
)
"""First day of the first lunar month."""
BEFORE, AFTER = 3, 6
"""Days around Tết on which factories and newsrooms rest."""
SEASON = 45
"""Days before Tết in which bonuses are spoken of."""
FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))


def quiet(day: date) -> bool:
    """A public holiday, or Tết: no day to learn from, and counted like a Sunday."""
    if (day.month, day.day) in FIXED:
        return True
    return any(-BEFORE <= (day - tet).days <= AFTER for tet in TET)


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
