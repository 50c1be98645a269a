"""RSS, RDF and Atom, as tolerantly as real feeds need."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from crawlers import dates, links
from crawlers.errors import EntryError
from crawlers.readers import markup
from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, SourceSpec
from domain.post import Page


def first(entry: Entry) -> str:
    return entry.url


def read(page: Page, spec: SourceSpec, entry: Entry) -> Reading:
    """The items, each address once. Raises EntryError `not-a-feed`: a page or cookie wall is no empty feed."""
    root = markup.root(page)
    if root is None or markup.local(root).lower() not in ("rss", "rdf", "feed"):
        raise EntryError("not-a-feed", "The address answers with something that is no feed; look at it in a browser.")
    found: dict[str, Found] = {}
    for item in markup.named(root, "item", "entry"):
        address = _address(item).replace("&amp;", "&")  # some escape what stands in CDATA
        url = links.joined(page.url, address) if address else ""
        if url:
            found.setdefault(url, Found(url, _date(item, page)))
    return Reading(tuple(found.values()))


def _address(item: etree._Element) -> str:
    """RSS has it as text (often CDATA), Atom as an attribute, and some feeds only in a permanent guid."""
    for link in markup.parts(item, "link"):
        if (link.text or "").strip():
            return (link.text or "").strip()
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
    guid = markup.child_text(item, "origLink", "guid", "id")
    return guid if guid.startswith("http") else ""


def _date(item: etree._Element, page: Page) -> datetime | None:
    text = markup.child_text(item, "pubDate", "published", "date", "updated")
    return dates.plausible(dates.parse(text, page.fetched_at), page.fetched_at)
