"""List pages: links to articles, and links to further list pages."""

from __future__ import annotations

from crawlers import links
from crawlers.errors import EntryError, ExtractionError
from crawlers.readers.found import Found, Reading
from crawlers.selecting import parse_html
from crawlers.spec import Entry, SourceSpec
from domain.post import Page


def first(entry: Entry) -> str:
    return entry.url


def read(page: Page, spec: SourceSpec, entry: Entry) -> Reading:
    """Raises EntryError `not-a-page`."""
    try:
        tree = parse_html(page.body, page.headers)
    except ExtractionError as error:
        raise EntryError("not-a-page", "The address answers with something that is no page; look at it.") from error
    found = links.links_in(tree, page.url, spec, entry)
    more = links.page_links(tree, entry.next, page.url, spec) if entry.next else ()
    return Reading(tuple(Found(url) for url in found), more)
