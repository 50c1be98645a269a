"""Readies a page without selectors for trafilatura: lines that only lead elsewhere go, tables become lines."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from crawlers.selecting import one_line, remove

_LINES = frozenset(("p", "li", "ul", "ol", "dd", "dt", "div", "h2", "h3", "h4", "h5", "td"))
_TABLE = ("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "table")
_INNER_BLOCKS = ("p", "br", "h1", "h2", "h3", "table")
_MOST_LINKED = 0.8
_RUNNING_TEXT = 40
"""Words in one link from which on it is no signpost but an article that somebody put into a link."""
_BESIDE = 25
"""Words beside the links at most: a short article under a long menu stays."""


def cut_signposts(tree: HtmlElement) -> None:
    """Take out menus, "see also" lines and boxes of other articles: blocks whose words stand in links.

    A block is judged with what was cut inside it, so that the heading of a box goes with its links.
    """
    sums: dict[HtmlElement, tuple[int, int]] = {}
    for element in reversed(list(tree.iter(etree.Element))):  # children come before their parents
        words, linked = sums.pop(element, (0, 0))
        words += len((element.text or "").split())
        linked = words if element.tag == "a" and words <= _RUNNING_TEXT else linked
        parent = element.getparent()
        if parent is not None:
            before = sums.get(parent, (0, 0))
            sums[parent] = (before[0] + words + len((element.tail or "").split()), before[1] + linked)
            if element.tag in _LINES and _is_signpost(words, linked):
                remove(element)


def _is_signpost(words: int, linked: int) -> bool:
    return linked >= 2 and linked >= _MOST_LINKED * words and words - linked <= _BESIDE


def open_tables(tree: HtmlElement) -> None:
    """Tables that lay out a page become blocks; of those that hold data each row becomes a line."""
    for table in reversed(list(tree.iter("table"))):
        rows = list(table.iter("tr"))
        if not any(_is_layout(cell) for row in rows for cell in row):
            for row in rows:
                _as_line(row)
        for element in list(table.iter(*_TABLE)):
            element.tag = "div"


def _is_layout(cell: HtmlElement) -> bool:
    return sum(1 for _ in cell.iter(*_INNER_BLOCKS)) > 1


def _as_line(row: HtmlElement) -> None:
    text = " ".join(one_line(cell) for cell in row if isinstance(cell.tag, str))
    for cell in list(row):
        row.remove(cell)
    row.tag, row.text = "p", text
