"""The days over which stories and events are listed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import Query

from api.problems import BAD_REQUEST, Problem, Wrong
from api.values import Day
from domain.times import Window

LONGEST: Final = 366

FirstDay = Annotated[Day | None, Query(alias="from", description="First Vietnamese day; six days before `to`")]
LastDay = Annotated[Day | None, Query(alias="to", description="Last Vietnamese day; today by default")]


def window_of(today: date, first: date | None, last: date | None) -> Window:
    """The last seven days by default. Raises Problem for a window that makes no sense."""
    until = last or today
    since = first or until - timedelta(days=6)
    if until < since:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("to", "Ngày cuối đứng trước ngày đầu.")])
    if (until - since).days >= LONGEST:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("from", f"Nhiều nhất {LONGEST} ngày một lần.")])
    return Window(since, until)
