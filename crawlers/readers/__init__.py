"""The ways in: each reader turns one answer into the addresses of articles, and of further answers to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawlers.outcome import Role
from crawlers.readers import feed, graph, listing, sitemap, wordpress, youtube
from crawlers.readers.found import Reading
from crawlers.spec import Entry, EntryType, SourceSpec
from domain.post import Page


@dataclass(frozen=True, slots=True)
class Reader:
    role: Role
    first: Callable[[Entry], str]
    """The address to begin with."""
    read: Callable[[Page, SourceSpec, Entry], Reading]
    """Raises EntryError."""
    token: str = "access_token"  # noqa: S105 - the name of a parameter
    """The parameter that carries an owner's token or key."""
    with_comments: Callable[[bytes, Page], bytes] | None = None
    """Adds an answer of comments to an article's row. Raises EntryError."""


READERS = {
    EntryType.FEED: Reader(Role.FEED, feed.first, feed.read),
    EntryType.SITEMAP: Reader(Role.SITEMAP, sitemap.first, sitemap.read),
    EntryType.LIST: Reader(Role.LIST, listing.first, listing.read),
    EntryType.WORDPRESS: Reader(Role.API, wordpress.first, wordpress.read),
    EntryType.GRAPH: Reader(Role.API, graph.first, graph.read),
    EntryType.YOUTUBE: Reader(Role.API, youtube.first, youtube.read, "key", youtube.with_comments),
}
