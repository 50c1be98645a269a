"""Charts of the overview, declared in Altair through reports.charts: each mark leads to the posts that it counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt

from dashboards.formats import number
from reports.charts import Chart, Palette

Row = dict[str, Any]
_SIZE: Final = re.compile(r'<svg ([^>]*?)width="([0-9.]+)" height="([0-9.]+)"')
_LINK: Final = re.compile(r'xlink:href="[^"]*?/(/tim-kiem[^"]*)"')
"""The renderer puts an address of its own before every link."""
_FOREIGN: Final = re.compile(r' aria-roledescription="[^"]*"')
"""English words of the renderer; what a mark says stands in its `told`."""
WIDE: Final = 380
QUIET: Final[dict[str, Any]] = {"ticks": False, "domain": False, "aria": False}
"""Of an axis: its words are in the figure's table and in each mark."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as SVG, and the same in words and numbers."""

    title: str
    alt: str
    svg: str
    """Made by us of our own names and counts: it holds nothing that was crawled."""
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def figure(
    title: str, draw: str, rows: Sequence[Row], heads: tuple[str, ...], lines: Sequence[tuple[str, ...]]
) -> Figure:
    told = "; ".join(": ".join((line[0], ", ".join(line[1:]))) for line in lines)
    return Figure(title, f"{title}. {told}.", _svg(draw, json.dumps(list(rows))), heads, tuple(lines))


@lru_cache(maxsize=64)
def _svg(draw: str, rows: str) -> str:
    """Drawing takes longer than everything else of the page, and the numbers change a few times a day."""
    data = json.loads(rows)
    svg = Chart(draw, "", lambda palette: DRAWN[draw](data, palette)).svg()
    svg = _FOREIGN.sub("", _LINK.sub(r'href="\1"', svg))
    return (
        _SIZE.sub(r'<svg \1viewBox="0 0 \2 \3" width="\2" height="\3"', svg, count=1) if "viewBox" not in svg else svg
    )


def topics(rows: Sequence[Row], palette: Palette) -> Any:
    """`topic`, `week`, `posts`, `label`, and of every mark `told` and `url`."""
    weeks = alt.Scale(domain=["Tuần này", "Tuần trước"], range=[palette.now, palette.before])
    base = (
        _base(rows)
        .properties(width=WIDE, height=alt.Step(13))
        .encode(
            x=alt.X("posts:Q", axis=None),
            y=alt.Y("topic:N", sort=None, title=None, axis=alt.Axis(**QUIET)),
            yOffset=alt.YOffset("week:N", sort=["Tuần này", "Tuần trước"]),
        )
    )
    bars = _linked(base.mark_bar()).encode(color=alt.Color("week:N", scale=weeks, legend=alt.Legend(aria=False)))
    return bars + base.mark_text(aria=False, align="left", dx=3, color=palette.ink, fontSize=10).encode(text="label:N")


def tones(rows: Sequence[Row], palette: Palette) -> Any:
    """`topic`, `tone`, `rank`, `posts`; once a topic, if there were any, the negative share of the week `before`."""
    sides = ["Tiêu cực", "Trung tính", "Tích cực"]
    colours = alt.Scale(domain=sides, range=[palette.negative, palette.neutral, palette.positive])
    share = alt.X(
        "posts:Q", stack="normalize", title=None, axis=alt.Axis(labelExpr="round(datum.value * 100) + ' %'", aria=False)
    )
    base = (
        _base(rows)
        .properties(width=WIDE, height=alt.Step(26))
        .encode(
            x=share,
            y=alt.Y("topic:N", sort=None, title=None, axis=alt.Axis(**QUIET)),
            order=alt.Order("rank:O"),
        )
    )
    bars = _linked(base.mark_bar(height={"band": 0.72}))
    bars = bars.encode(color=alt.Color("tone:N", scale=colours, legend=alt.Legend(aria=False)))
    ticks = _base([row for row in rows if "before" in row]).mark_tick(
        aria=False, color=palette.ink, thickness=2.5, size=24
    )
    return bars + ticks.encode(x=alt.X("before:Q"), y=alt.Y("topic:N", sort=None))


def heat(rows: Sequence[Row], palette: Palette) -> Any:
    """`topic`, `target`, `share` of negative posts (few posts count less), `label`."""
    base = (
        _base(rows)
        .properties(width=alt.Step(92), height=alt.Step(26))
        .encode(
            x=alt.X("target:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=0, **QUIET)),
            y=alt.Y("topic:N", sort=None, title=None, axis=alt.Axis(**QUIET)),
        )
    )
    rects = _linked(base.mark_rect(fill=palette.negative, stroke=palette.grid))
    filled = rects.encode(fillOpacity=_strength("share:Q", [0, 1]))
    return filled + base.mark_text(aria=False, color=palette.ink, fontSize=11).encode(text="label:N")


def tiles(rows: Sequence[Row], palette: Palette) -> Any:
    """`column`, `row`, `name`, `part` of the largest, `label`."""
    base = (
        _base(rows)
        .properties(width=alt.Step(62), height=alt.Step(44))
        .encode(x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None))
    )
    rects = _linked(base.mark_rect(fill=palette.now, stroke=palette.grid, cornerRadius=5))
    filled = rects.encode(fillOpacity=_strength("part:Q", [0, 1]))
    names = base.mark_text(aria=False, color=palette.ink, fontSize=10.5, dy=-8).encode(text="name:N")
    return (
        filled
        + names
        + base.mark_text(aria=False, color=palette.ink, fontSize=13, fontWeight="bold", dy=8).encode(text="label:N")
    )


DRAWN: Final[dict[str, Callable[[Sequence[Row], Palette], Any]]] = {
    "topics": topics,
    "tones": tones,
    "heat": heat,
    "tiles": tiles,
}


def _base(rows: Sequence[Row]) -> Any:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _linked(marks: Any) -> Any:
    """Only the coloured marks lead somewhere, each once; the words upon them let the pointer through."""
    return marks.encode(href="url:N", description="told:N")


def _strength(field: str, domain: list[float]) -> Any:
    """Never so strong that the number on it cannot be read."""
    return alt.FillOpacity(field, scale=alt.Scale(domain=domain, range=[0.04, 0.5]), legend=None)


def count_words(posts: int) -> str:
    return number(posts) if posts else "–"
