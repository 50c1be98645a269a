"""What names persons on a page, wherever it stands: comment systems, bylines, JSON-LD, attributes, scripts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from crawlers.bylines import is_labelled, unsigned
from crawlers.selecting import one_line, remove, select

_METAS = re.compile(r"author|creator|editor|contributor", re.IGNORECASE)
_WHOLE_PAGE = frozenset(("html", "head", "body", "main"))
_DEEPEST = 60
_LONGEST_BYLINE = 200
_SIGNATURE = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.,&()–\s-])*$")
_MOST_NAMES = 8
_LONGEST_SIGNATURE = 80


@dataclass(frozen=True, slots=True)
class _Signs:
    """Where persons are named, as data/persons.toml lists it."""

    comment_words: re.Pattern[str]
    comments: tuple[str, ...]
    byline_words: re.Pattern[str]
    bylines: tuple[str, ...]
    scenery: tuple[str, ...]
    attributes: re.Pattern[str]
    keys: frozenset[str]


@cache
def _signs() -> _Signs:
    raw = tomllib.loads((Path(__file__).parent / "data" / "persons.toml").read_text(encoding="utf-8"))
    return _Signs(
        comment_words=_word(raw["comment_words"]),
        byline_words=_word(raw["byline_words"]),
        comments=tuple(raw["comments"]),
        bylines=tuple(raw["bylines"]),
        scenery=tuple(raw["scenery"]),
        attributes=re.compile(raw["attributes"], re.IGNORECASE),
        keys=frozenset(raw["keys"]),
    )


def _word(words: str) -> re.Pattern[str]:
    """These words as parts of `class` and `id`: `box-comment` and `ykien_item` count, `commentary` does not."""
    return re.compile(rf"(?<![a-z0-9]){words}(?![a-z0-9])", re.IGNORECASE)


def cut(tree: HtmlElement, drop: Sequence[str]) -> None:
    """Take everything out of the tree that names a writer or commenter. `drop` is the source's own list."""
    signs = _signs()
    every = list(tree.iter(etree.Element))  # held, so that lxml need not make them anew for each walk
    for comment in list(tree.iter(etree.Comment, etree.ProcessingInstruction)):
        remove(comment)
    for selector in (*drop, *signs.scenery, *signs.comments):
        _cut_all(tree, selector)
    for byline in (one for selector in signs.bylines for one in select(tree, selector)):
        _cut_short(byline)
    _cut_by_words(every)
    _cut_signatures(tree)
    _cut_head(tree)
    for element in every:
        for name in [name for name in element.keys() if _names_somebody(str(name))]:  # noqa: SIM118 - no mapping
            del element.attrib[name]


@lru_cache(maxsize=5_000)
def _names_somebody(attribute: str) -> bool:
    return bool(_signs().attributes.fullmatch(attribute))


def _cut_by_words(elements: Sequence[HtmlElement]) -> None:
    """Blocks and lines that say by class or id what they are."""
    for element in elements:
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _WHOLE_PAGE or marks == " ":
            continue
        comment, byline = _said(marks)
        if comment and element.find(".//h1") is None and element.tag != "h1":
            remove(element)
        elif byline:
            _cut_short(element)


@lru_cache(maxsize=20_000)
def _said(marks: str) -> tuple[bool, bool]:
    """Whether class and id speak of comments, of a byline. Sites use the same few thousand on every page."""
    signs = _signs()
    return bool(signs.comment_words.search(marks)), bool(signs.byline_words.search(marks))


def _cut_short(byline: HtmlElement) -> None:
    if len(one_line(byline)) <= _LONGEST_BYLINE:
        remove(byline)


def _cut_all(tree: HtmlElement, selector: str) -> None:
    for element in select(tree, selector):
        if element.tag not in _WHOLE_PAGE:
            remove(element)


def _cut_signatures(tree: HtmlElement) -> None:
    """A short right-aligned line of words is the writer's name under an article."""
    for element in select(
        tree, "p[style*='right'], div[style*='right'], p.text-right, p[align=right], div[align=right]"
    ):
        text = one_line(element)
        right = "text-align" in (element.get("style") or "text-align")
        if right and len(text.split()) <= _MOST_NAMES and _SIGNATURE.match(text):
            remove(element)
    for line in [one for one in tree.iter("p") if len(one) < _MOST_NAMES and _signs_work(one)]:
        remove(line)


def _signs_work(paragraph: HtmlElement) -> bool:
    """A paragraph of nothing but names, after the last sentence of an article or with a word for what they did."""
    text = one_line(paragraph)
    if len(text) > _LONGEST_SIGNATURE or not text:
        return False
    before, after = paragraph.getprevious(), paragraph.getnext()
    last = before is not None and before.tag == "p" and (after is None or after.tag != "p")
    return is_labelled(text) or (last and unsigned([one_line(before), text]) != [one_line(before), text])


def _cut_head(tree: HtmlElement) -> None:
    for meta in select(tree, "meta"):
        if _METAS.search(meta.get("name") or meta.get("property") or meta.get("itemprop") or ""):
            remove(meta)
    for script in select(tree, "script"):
        cleaned = without_persons(script.text or "")
        if cleaned:
            script.text = cleaned
        else:
            remove(script)


def without_persons(text: str) -> str:
    """JSON without the keys that name persons; empty where it is no JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return json.dumps(strip(value), ensure_ascii=False).replace("</", "<\\/")


def strip(value: object, depth: int = 0) -> object:
    """The same value without keys that name persons, at any depth that a real page has."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: strip(one, depth + 1) for key, one in value.items() if str(key).lower() not in _signs().keys}
    if isinstance(value, list):
        return [strip(one, depth + 1) for one in value]
    return value
