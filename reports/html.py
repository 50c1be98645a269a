"""The weekly report as one HTML file: no script, no outside address, light and dark, good on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from domain.times import vietnam_day
from reports import words
from reports.chapters import annex, body, subject
from reports.chapters.concerns import source_of
from reports.charts import Chart
from reports.letterhead import Letterhead
from reports.numbers import dateline, moment, number, share
from reports.outline import Block
from reports.quotes import safe_url
from reports.values import WeeklyReport

_SIZE = re.compile(r'^<svg ([^>]*?)width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure at the top."""

    label: str
    figure: str
    note: str


@dataclass(frozen=True, slots=True)
class WeeklyPage:
    letterhead: Letterhead
    subject: tuple[str, str]
    dateline: str
    made: str
    tiles: tuple[Tile, ...]
    body: tuple[Block, ...]
    annex: tuple[Block, ...]


def render(report: WeeklyReport, letterhead: Letterhead) -> str:
    page = WeeklyPage(
        letterhead=letterhead,
        subject=subject(report),
        dateline=dateline(letterhead.place, None, vietnam_day(report.made_at).year),
        made=moment(report.made_at),
        tiles=tiles(report),
        body=tuple(body(report)),
        annex=tuple(annex(report)),
    )
    return _environment().get_template("weekly.html").render(page=page)


def tiles(report: WeeklyReport) -> tuple[Tile, ...]:
    found = report.general
    return (
        Tile("Nội dung thu thập", number(found.posts.now), words.change(found.posts)),
        Tile("Ý kiến công chúng", number(found.voices), share(found.voices, found.posts.now)),
        Tile("Tiêu cực", share(found.tone.negative, found.tone.total), f"{number(found.tone.negative)} nội dung"),
        Tile("Cần xem xét", number(found.flags.total), f"{number(found.flags.open)} chưa xử lý"),
    )


def figure(chart: Chart) -> Markup:
    """The chart's SVG, as wide as the page lets it be, with its text for those who do not see it."""
    svg = _SIZE.sub(rf'<svg \1role="img" aria-label="{escape(chart.alt)}" style="max-width:\2px"', chart.svg(), count=1)
    return Markup(svg)  # noqa: S704  vl-convert escapes the texts; ours are numbers and topic names


@cache
def _environment() -> Environment:
    loaded = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {"figure": figure, "source_of": source_of, "kind": lambda block: type(block).__name__}
    loaded.filters["safe_url"] = safe_url
    loaded.globals.update(helpers)
    return loaded
