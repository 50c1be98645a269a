"""Charts, declared once in Altair: SVG that takes the page's colours, PNG for documents. No network, no browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from reports.numbers import decimal, number, share, short_day
from reports.values import Tone, TopicLine, Wave, WeeklyReport

TOPICS = 6
WIDTH = 430
"""Of the bars, in pixels at scale 1; with a topic's name beside them a figure is as wide as the text of an A4 page."""
FACE = "DejaVu Sans, Arial, Liberation Sans, sans-serif"
"""DejaVu first: the Liberation 1 of older Debians lacks Vietnamese letters. vl-convert itself brings a Liberation Sans
that has them, so a machine without any font draws them too."""
_SIDES = (("Tiêu cực", "negative"), ("Trung tính", "neutral"), ("Tích cực", "positive"))


@dataclass(frozen=True, slots=True)
class Palette:
    ink: str
    grid: str
    now: str
    before: str
    negative: str
    neutral: str
    positive: str
    inside: str
    """Numbers that stand on a coloured bar."""


PAPER = Palette("#1f2933", "#d9dee3", "#1f5f8b", "#b9c6d2", "#b3402e", "#b8bec4", "#2f7d6b", "#ffffff")
PAGE = Palette(*(f"var(--chart-{name})" for name in Palette.__slots__))
"""Custom properties of the page, so that a chart is light or dark with it."""


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    alt: str
    """What the chart shows, in words and numbers."""
    draw: Callable[[Palette], Any]

    def svg(self) -> str:
        return str(vl_convert.vegalite_to_svg(_styled(self.draw(PAGE), PAGE)))

    def png(self) -> bytes:
        return _png(json.dumps(_styled(self.draw(PAPER), PAPER)))


@lru_cache(maxsize=16)
def _png(drawn: str) -> bytes:
    """Word and PDF have the same pictures, and drawing one takes longer than all words around it."""
    return bytes(vl_convert.vegalite_to_png(drawn, scale=3))


def _styled(chart: Any, palette: Palette) -> dict[str, Any]:
    axis = {"labelColor": palette.ink, "titleColor": palette.ink, "labelFontSize": 11, "labelLimit": 220}
    lines = {"gridColor": palette.grid, "domainColor": palette.grid, "tickColor": palette.grid}
    legend = {"labelColor": palette.ink, "labelFontSize": 11, "orient": "top", "title": None, "symbolType": "square"}
    styled = chart.configure(background="transparent", font=FACE, padding=4)
    styled = styled.configure_axis(**axis, **lines).configure_legend(**legend).configure_view(stroke=None)
    return dict(styled.to_dict())


def topic_bars(report: WeeklyReport) -> Chart:
    lines = [item for item in report.by_topic if item.posts.now][:TOPICS]
    names = [report.topic_short(item.topic) for item in lines]
    told = "; ".join(f"{name}: {_told(item)}" for name, item in zip(names, lines, strict=True))
    text = f"Số nội dung theo chủ đề, kỳ này và kỳ trước. {told}."
    return Chart("theo-chu-de", text, lambda palette: _topics(names, lines, palette))


def _told(item: TopicLine) -> str:
    before = "" if item.posts.before is None else f" (kỳ trước {number(item.posts.before)})"
    return f"{number(item.posts.now)}{before}"


def _topics(names: Sequence[str], lines: Sequence[TopicLine], palette: Palette) -> Any:
    weeks = [("Kỳ này", palette.now), ("Kỳ trước", palette.before)]
    rows = [
        {"topic": name, "week": week, "posts": posts, "label": number(posts)}
        for name, item in zip(names, lines, strict=True)
        for (week, _), posts in zip(weeks, (item.posts.now, item.posts.before), strict=True)
        if posts is not None
    ]
    shown = [week for week, _ in weeks if any(row["week"] == week for row in rows)]
    base = alt.Chart(data_of(rows), width=WIDTH, height=alt.Step(14)).encode(
        x=alt.X("posts:Q", axis=None),
        y=alt.Y("topic:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        yOffset=alt.YOffset("week:N", sort=shown),
    )
    colours = alt.Scale(domain=shown, range=[colour for week, colour in weeks if week in shown])
    bars = base.mark_bar().encode(color=alt.Color("week:N", scale=colours))
    return bars + base.mark_text(align="left", dx=3, color=palette.ink, fontSize=10).encode(text="label:N")


def sentiment_bars(report: WeeklyReport) -> Chart:
    lines = [item for item in report.by_topic if item.posts.now][:TOPICS]
    names = [f"{report.topic_short(item.topic)} ({number(item.tone.total)})" for item in lines]
    told = "; ".join(f"{name}: {_sides(item.tone)}" for name, item in zip(names, lines, strict=True))
    return Chart("sac-thai", f"Sắc thái theo chủ đề. {told}.", lambda palette: _sentiments(names, lines, palette))


def _sides(tone: Tone) -> str:
    return ", ".join(f"{name.lower()} {share(getattr(tone, side), tone.total)}" for name, side in _SIDES)


def _sentiments(names: Sequence[str], lines: Sequence[TopicLine], palette: Palette) -> Any:
    rows = [
        {"topic": name, "side": side_name, "rank": rank, "posts": posts, "label": number(posts)}
        for name, item in zip(names, lines, strict=True)
        for rank, (side_name, side) in enumerate(_SIDES)
        if (posts := getattr(item.tone, side))
    ]
    percent = alt.Axis(tickCount=5, labelExpr="round(datum.value * 100) + ' %'")
    base = alt.Chart(data_of(rows), width=WIDTH, height=alt.Step(21)).encode(
        x=alt.X("posts:Q", stack="normalize", title=None, axis=percent),
        y=alt.Y("topic:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        order=alt.Order("rank:O"),
    )
    colours = alt.Scale(
        domain=[name for name, _ in _SIDES], range=[palette.negative, palette.neutral, palette.positive]
    )
    bars = base.mark_bar(height={"band": 0.72}).encode(color=alt.Color("side:N", scale=colours))
    on_grey = alt.condition("datum.rank == 1", alt.value(palette.ink), alt.value(palette.inside))
    middle = alt.X("posts:Q", stack="normalize", bandPosition=0.5)
    numbers = base.mark_text(fontSize=11).encode(x=middle, text="label:N", color=on_grey)
    return bars + numbers


def wave_bars(wave: Wave, name: str) -> Chart:
    """Posts a day, with what was expected and the most that passes as usual."""
    told = "; ".join(f"{short_day(item.day)}: {number(item.posts)}" for item in wave.days[-7:])
    usual = f"mức thường thấy {decimal(wave.expected)} cho {(wave.last - wave.first).days + 1} ngày"
    text = f"{name}, số nội dung mỗi ngày, bảy ngày cuối: {told}; {usual}."
    return Chart("dot-tang", text, lambda palette: _wave(wave, palette))


def _wave(wave: Wave, palette: Palette) -> Any:
    rows = [
        {
            "day": short_day(item.day),
            "posts": item.posts,
            "expected": item.expected,
            "bound": item.bound,
            "raised": item.day >= wave.first,
        }
        for item in wave.days
    ]
    days = alt.X("day:N", sort=None, title=None, axis=alt.Axis(labelAngle=-45, grid=False, ticks=False))
    base = alt.Chart(data_of(rows), width=WIDTH + 100, height=120).encode(x=days)
    colour = alt.condition("datum.raised", alt.value(palette.negative), alt.value(palette.before))
    posts = alt.Y("posts:Q", title=None, axis=alt.Axis(tickCount=4, tickMinStep=1))
    bars = base.mark_bar(width={"band": 0.62}).encode(y=posts, color=colour)
    usual = base.mark_line(color=palette.now, strokeWidth=2).encode(y="expected:Q")
    limit = base.mark_line(color=palette.ink, strokeWidth=1, strokeDash=[4, 3]).encode(y="bound:Q")
    return bars + usual + limit


def data_of(rows: list[dict[str, Any]]) -> Any:
    return alt.InlineData(values=rows)
