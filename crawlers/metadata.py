"""What a page says of itself in its head: JSON-LD and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from crawlers.selecting import select, tidy, value, values

_ARTICLE_TYPES = frozenset(
    (
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
    )
)
_TITLES = ("meta[property='og:title']::attr(content)", "h1", "title")
_LEADS = ("meta[property='og:description']::attr(content)", "meta[name=description]::attr(content)")
_DATES = (
    "meta[property='article:published_time']::attr(content)",
    "meta[itemprop=datePublished]::attr(content)",
    "meta[name=pubdate]::attr(content)",
    "meta[name='DC.date.issued']::attr(content)",
    "time[itemprop=datePublished]::attr(datetime)",
    "article time[datetime]::attr(datetime)",
)
_SECTIONS = ("meta[property='article:section']::attr(content)", "meta[itemprop=articleSection]::attr(content)")
_TAGS = ("meta[name=news_keywords]::attr(content)", "meta[name=keywords]::attr(content)")
_SITE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,60}$")
_MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    lead: str
    body: str
    date: str
    section: str
    tags: tuple[str, ...]
    canonical: str


def read(tree: HtmlElement) -> Metadata:
    article = _article(tree)
    keywords = article.get("keywords")
    listed = [str(one) for one in keywords] if isinstance(keywords, list) else str(keywords or "").split(",")
    tags = [tidy(tag) for tag in listed if tag.strip()] or first(tree, _TAGS).split(",")
    return Metadata(
        title=text(article, "headline") or _title(tree),
        lead=text(article, "description") or first(tree, _LEADS),
        body=str(article.get("articleBody") or ""),
        date=text(article, "datePublished") or first(tree, _DATES),
        section=text(article, "articleSection") or first(tree, _SECTIONS),
        tags=tuple(dict.fromkeys(tidy(tag) for tag in tags if tag.strip()))[:_MOST_TAGS],
        canonical=value(tree, "link[rel=canonical]::attr(href)"),
    )


def text(thing: dict[str, Any], key: str) -> str:
    """A string of JSON-LD, or the first of a list of strings."""
    found = thing.get(key)
    found = found[0] if isinstance(found, list) and found else found
    return tidy(found) if isinstance(found, str) else ""


def first(tree: HtmlElement, selectors: tuple[str, ...]) -> str:
    return next((one for selector in selectors for one in values(tree, selector)), "")


def _title(tree: HtmlElement) -> str:
    headings = list(values(tree, "h1"))
    if len(headings) == 1:
        return headings[0]
    return _SITE_TAIL.sub("", first(tree, _TITLES))


def _article(tree: HtmlElement) -> dict[str, Any]:
    for script in select(tree, "script[type='application/ld+json']"):
        for thing in _things(script.text or ""):
            kinds = thing.get("@type")
            if _ARTICLE_TYPES & set(kinds if isinstance(kinds, list) else [str(kinds)]):
                return thing
    return {}


def _things(source: str) -> Iterator[dict[str, Any]]:
    try:
        top = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    waiting = [top]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one[:50])
        elif isinstance(one, dict):
            yield one
            waiting.extend(one[key] for key in ("@graph", "mainEntity") if key in one)
