"""Feeds, sitemaps and lists that are asked for only if they have changed.

A 304 must lose nothing: articles that failed or had to wait are asked for again, and young ones for what was written
under them. So what the last whole answer named is remembered, and read once more.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, EntryType, SourceSpec
from domain.heard import Heard
from domain.post import Page

WHOLE_AFTER: Final = timedelta(hours=6)
"""A way in is read whole at least so often: some servers say 304 although they have something new."""


def form_of(spec: SourceSpec, entry: Entry) -> str:
    """Digest of all that a source's file says about reading this way in."""
    rules = "\n".join((entry.model_dump_json(), spec.article, *sorted(spec.read_hosts)))
    return hashlib.sha256(rules.encode()).hexdigest()


def still_good(heard: Heard | None, form: str, now: datetime) -> Heard | None:
    """What was heard, where the way in may be asked whether it has changed since."""
    return heard if heard is not None and heard.form == form and now - heard.whole_at < WHOLE_AFTER else None


def may_last(entry: Entry) -> bool:
    """Whether a 304 can be believed: scripts change what a page shows and not its bytes, and APIs give posts whole."""
    return not entry.render and entry.type in (EntryType.FEED, EntryType.SITEMAP, EntryType.LIST)


def to_remember(reading: Reading, page: Page, form: str) -> Heard | None:
    """None where there is nothing to remember: no validator, or nothing named."""
    etag, modified = page.headers.get("etag", ""), page.headers.get("last-modified", "")
    if not (etag or modified) or not (reading.found or reading.more):
        return None
    named = tuple((one.url, one.published_at) for one in reading.found)
    return Heard(page.source, page.url, etag, modified, page.fetched_at, form, named, reading.more)


def recalled(heard: Heard) -> Reading:
    return Reading(tuple(Found(url, at) for url, at in heard.named), heard.more)
