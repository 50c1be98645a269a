"""The chart of posts over time: as many bars as can carry their numbers, whatever the window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import altair as alt

from reports.charts import WIDTH, Chart, Palette, data_of
from reports.numbers import number, short_day, weekday
from reports.values import DayCount, WeeklyReport

MOST = 16
"""Bars that leave room for their numbers."""


def posts_per_day(report: WeeklyReport) -> Chart:
    """A bar a day; seven days, or a month, where more bars would leave no room for their numbers."""
    days = report.general.days
    if len(days) <= MOST:
        told = "; ".join(f"{weekday(item.day)}: {number(item.posts)}" for item in days)
        bars = [(short_day(item.day), item.posts) for item in days]
        return _over_time("theo-ngay", f"Số nội dung theo ngày. {told}.", bars)
    if len(days) <= 7 * MOST:
        bars = [(short_day(days[at].day), sum(day.posts for day in days[at : at + 7])) for at in range(0, len(days), 7)]
        told = "; ".join(f"từ {name}: {number(posts)}" for name, posts in bars)
        return _over_time("theo-tuan", f"Số nội dung theo từng bảy ngày. {told}.", bars)
    bars = [(name, sum(day.posts for day in of_month)) for name, of_month in groupby(days, month)]
    told = "; ".join(f"tháng {name}: {number(posts)}" for name, posts in bars)
    return _over_time("theo-thang", f"Số nội dung theo tháng. {told}.", bars)


def month(item: DayCount) -> str:
    """`T11/26`."""
    return f"T{item.day.month}/{item.day:%y}"


def _over_time(name: str, told: str, bars: Sequence[tuple[str, int]]) -> Chart:
    return Chart(name, told, lambda palette: _bars(bars, palette))


def _bars(bars: Sequence[tuple[str, int]], palette: Palette) -> Any:
    rows = [{"day": name, "posts": posts, "label": number(posts)} for name, posts in bars]
    base = alt.Chart(data_of(rows), width=WIDTH + 100, height=140).encode(
        x=alt.X("day:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, grid=False, ticks=False)),
        y=alt.Y("posts:Q", axis=None),
    )
    drawn = base.mark_bar(color=palette.now, width={"band": 0.62})
    return drawn + base.mark_text(dy=-7, color=palette.ink, fontSize=11).encode(text="label:N")
