"""A document as one HTML file: no script, no outside address, light and dark, good on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from domain.times import vietnam_day
from reports import chapters
from reports.chapters.phrasing import source_of
from reports.charts import Chart
from reports.document import Document
from reports.letterhead import Letterhead
from reports.numbers import dateline, moment
from reports.quotes import safe_url
from reports.values import WeeklyReport

_SIZE = re.compile(r'^<svg ([^>]*?)width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    document: Document
    dateline: str
    made: str


def render(report: WeeklyReport, letterhead: Letterhead) -> str:
    """The weekly report."""
    return write(chapters.document(report, letterhead))


def write(document: Document) -> str:
    page = Page(
        document=document,
        dateline=dateline(document.letterhead.place, None, vietnam_day(document.made_at).year),
        made=moment(document.made_at),
    )
    return _environment().get_template("document.html").render(page=page, document=document)


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
