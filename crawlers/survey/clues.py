"""What a site's front page says of its ways in: feeds that it names, and the system it was made with."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawlers import links
from crawlers.selecting import select
from crawlers.spec_parts import Entry, EntryType

_FEED_TYPES = "link[type='application/rss+xml'], link[type='application/atom+xml']"
_FEED_LINK = re.compile(r"\.rss$|/rss/[^/]+$|/feed/?$|[?&](type|format)=(rss|atom|feed)\b", re.IGNORECASE)
_FEED_HUB = re.compile(r"/(rss|kenh-rss|danh-sach-rss)(\.\w+)?/?$", re.IGNORECASE)
_ABOUT_COMMENTS = re.compile(r"comment|binh-?luan", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class System:
    """A content management system and its usual ways in, as data/systems.toml lists them."""

    name: str
    signs: re.Pattern[str]
    ways: tuple[tuple[EntryType, str], ...]

    def entries(self, root: str) -> tuple[Entry, ...]:
        return tuple(Entry(type=kind, url=urljoin(root, path)) for kind, path in self.ways)


@cache
def _systems() -> tuple[System, ...]:
    raw = tomllib.loads((Path(__file__).parents[1] / "data" / "systems.toml").read_text(encoding="utf-8"))
    kinds = {"wordpress": EntryType.WORDPRESS, "feeds": EntryType.FEED, "sitemaps": EntryType.SITEMAP}
    return tuple(
        System(
            row["name"],
            re.compile(row["signs"]),
            tuple((kind, path) for key, kind in kinds.items() for path in row.get(key, ())),
        )
        for row in raw["system"]
    )


def systems_of(html: str) -> tuple[System, ...]:
    """The systems whose signs a page bears; the last one stands for any site."""
    return tuple(system for system in _systems() if system.signs.search(html))


def stated_feeds(tree: HtmlElement, url: str) -> tuple[str, ...]:
    """Feeds that the page names in its head, then those that it links to. Feeds of comments are none of ours."""
    heads = [element.get("href") or "" for element in select(tree, _FEED_TYPES)]
    anchors = [href for element in select(tree, "a[href]") if _FEED_LINK.search(href := element.get("href") or "")]
    return _addresses((*heads, *anchors), url)


def feed_hubs(tree: HtmlElement, url: str) -> tuple[str, ...]:
    """Pages that list a site's feeds, as Vietnamese papers have them."""
    return _addresses(
        [href for element in select(tree, "a[href]") if _FEED_HUB.search(href := element.get("href") or "")], url
    )


def _addresses(hrefs: tuple[str, ...] | list[str], url: str) -> tuple[str, ...]:
    found = (links.normalise(urljoin(url, href)) for href in hrefs if not _ABOUT_COMMENTS.search(href))
    return tuple(dict.fromkeys(one for one in found if one and links.same_site(links.host_of(one), links.host_of(url))))
