"""Public holidays of Viet Nam: days on which fewer people write and many offices publish nothing.

Lunar New Year's days are those of Viet Nam (UTC+7), computed from the sun and the moon and checked against the
published ones; in 2030 the Chinese day is another.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

TET: Final = tuple(
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
FIXED: Final = ((1, 1), (4, 30), (5, 1), (9, 2))
_SECOND_DAYS: Final = ((9, 1), (9, 3))
"""National Day has two days, and which the second one is changes from year to year."""


def is_holiday(day: date) -> bool:
    """A public holiday, or Tết."""
    if (day.month, day.day) in FIXED:
        return True
    return any(-BEFORE <= (day - tet).days <= AFTER for tet in TET)


@lru_cache(maxsize=4096)  # a page about sources asks for the same hundred days again and again
def may_be_free(day: date) -> bool:
    """A holiday, or a day that is one in some years: no day on which silence means anything."""
    return is_holiday(day) or (day.month, day.day) in _SECOND_DAYS
