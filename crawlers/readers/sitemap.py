"""Sitemaps, news sitemaps and sitemap indexes, packed or not."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from crawlers import dates, links
from crawlers.errors import EntryError
from crawlers.readers import markup
from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, SourceSpec
from domain.post import Page

_LARGEST = 50_000_000
"""Unpacked bytes; the standard's own limit."""
_MOST = 2000
"""Newest addresses taken from one sitemap; older ones were on it before."""


_NEVER = datetime.min.replace(tzinfo=UTC)


def first(entry: Entry) -> str:
    return entry.url


def read(page: Page, spec: SourceSpec, entry: Entry) -> Reading:
    """Articles, newest first, or the sitemaps that an index lists. Raises EntryError `not-a-sitemap`."""
    root = markup.root(_unpacked(page))
    kind = markup.local(root) if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        raise EntryError("not-a-sitemap", "The address answers with something that is no sitemap; look at it.")
    if kind == "sitemapindex":
        listed = (links.normalise(markup.child_text(one, "loc")) for one in markup.named(root, "sitemap"))
        return Reading((), tuple(dict.fromkeys(url for url in listed if url and re.search(entry.follow, url))))
    found = (_found(one, page) for one in markup.named(root, "url"))
    articles = {one.url: one for one in found if one.url and links.looks_like_article(one.url, page.url, spec)}
    newest = sorted(articles.values(), key=lambda one: one.published_at or _NEVER, reverse=True)
    return Reading(tuple(newest[:_MOST]))


def _found(element: etree._Element, page: Page) -> Found:
    """`lastmod` is when a page changed, not when it was published: it only orders; the page says its own date."""
    when = next((markup.child_text(one, "publication_date") for one in markup.named(element, "news")), "")
    text = when or markup.child_text(element, "lastmod")
    moment = dates.plausible(dates.parse(text, page.fetched_at), page.fetched_at)
    return Found(links.normalise(markup.child_text(element, "loc")), moment)


def _unpacked(page: Page) -> Page:
    if not page.body.startswith(b"\x1f\x8b"):
        return page
    try:
        with gzip.open(io.BytesIO(page.body)) as packed:
            return replace(page, body=packed.read(_LARGEST))
    except (OSError, EOFError, zlib.error) as error:
        raise EntryError("not-a-sitemap", "The packed sitemap is damaged; look at the address.") from error
