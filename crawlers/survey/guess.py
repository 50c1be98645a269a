"""Selectors that three articles of a site have in common. What cannot be told stays empty: it is found without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from lxml.html import HtmlElement

from crawlers import dates
from crawlers.errors import ExtractionError
from crawlers.selecting import one_line, paragraphs, parse_html, select
from crawlers.spec import Selectors
from crawlers.survey.look import Sample
from domain.times import VIETNAM, vietnam_day

_COVERS = 0.9
_LONGEST_DATE = 60
_SHORTEST_TITLE, _LONGEST_TITLE = 15, 250
_PLAIN = re.compile(r"^[A-Za-z][\w-]*$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sample: its tree, and what was read from it without selectors."""

    tree: HtmlElement
    sample: Sample


def common_selectors(samples: Sequence[Sample]) -> Selectors:
    """Selectors for title, body and date that hold on every sample."""
    seen = [_Seen(tree, one) for one in samples if one.posts and (tree := _tree(one)) is not None]
    if len(seen) < len(samples) or len(seen) < 2:
        return Selectors()
    dated = all(one.sample.posts[0].published_at for one in seen)
    titles = {one.sample.posts[0].title for one in seen}
    return Selectors(
        title=_best([_titles(one) for one in seen]) if len(titles) == len(seen) else _other_title(seen),
        body=_best([_bodies(one) for one in seen]),
        date="" if dated else _best([_dates(one) for one in seen]),
    )


def _tree(sample: Sample) -> HtmlElement | None:
    try:
        return parse_html(sample.page.body, sample.page.headers) if sample.page else None
    except ExtractionError:
        return None


def _best(costs: Sequence[dict[str, int]]) -> str:
    """The selector that every page offers, cheapest over all; empty if there is none."""
    shared = set(costs[0]).intersection(*costs[1:])
    return min(sorted(shared), key=lambda name: sum(cost[name] for cost in costs), default="")


def _titles(seen: _Seen) -> dict[str, int]:
    title = seen.sample.posts[0].title
    return {
        name: len(name)
        for element in select(seen.tree, "h1, h2, [class*=title], [class*=tieu-de]")
        if one_line(element) == title
        for name in _names(element, seen.tree)
    }


def _other_title(seen: Sequence[_Seen]) -> str:
    """Pages that all call themselves by the site's name: the first heading that differs from page to page."""
    found = [_named_headings(one) for one in seen]
    shared = [name for name in found[0] if all(name in one for one in found)]
    return next((name for name in shared if len({one[name] for one in found}) == len(found)), "")


def _named_headings(seen: _Seen) -> dict[str, str]:
    marks = "h1, h2, h3, [class*=title], [class*=tieu], [id*=Title], [id*=TieuDe], [id*=tieu]"
    headings = [one for one in select(seen.tree, marks) if _SHORTEST_TITLE <= len(one_line(one)) <= _LONGEST_TITLE]
    return {name: one_line(element) for element in headings for name in _names(element, seen.tree)}


def _bodies(seen: _Seen) -> dict[str, int]:
    """Elements that hold nearly all lines of the text; the less else they hold, the better."""
    lines = seen.sample.posts[0].text.split("\n")
    costs: dict[str, int] = {}
    for element in seen.tree.iter("div", "article", "section", "td", "main"):
        names = list(_names(element, seen.tree))
        if names:
            inside = paragraphs(element)
            if sum(line in inside for line in lines) >= _COVERS * len(lines):
                costs |= dict.fromkeys(names, sum(map(len, inside)))
    return costs


def _dates(seen: _Seen) -> dict[str, int]:
    """Short elements that say a date, in the order of the page. Today's date alone may be that of every page's head."""
    page = seen.sample.page
    now = page.fetched_at if page else None
    costs: dict[str, int] = {}
    for place, element in enumerate(seen.tree.iter(etree.Element)):
        text = one_line(element) if len(element) <= 2 else ""
        if not now or not text or len(text) > _LONGEST_DATE:
            continue
        moment = dates.plausible(dates.parse(text, now), now)
        if moment is not None and (vietnam_day(moment) != vietnam_day(now) or _has_clock(moment)):
            for name in _names(element, seen.tree):
                costs.setdefault(name, place)
    return costs


def _has_clock(moment: datetime) -> bool:
    local = moment.astimezone(VIETNAM)
    return bool(local.hour or local.minute)


def _names(element: HtmlElement, tree: HtmlElement) -> Iterator[str]:
    """Selectors by id or class that mean this element first."""
    if not isinstance(element.tag, str):
        return
    ids = [f"#{element.get('id')}"] if _PLAIN.match(element.get("id") or "") else []
    classes = [f"{element.tag}.{name}" for name in (element.get("class") or "").split() if _PLAIN.match(name)]
    for name in (*ids, *classes):
        if not re.search(r"\d{3}", name) and next(iter(select(tree, name)), None) is element:
            yield name
