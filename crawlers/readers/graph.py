"""A page's posts through the Graph API, with its owner's token. Names are never asked for.

The token is put in just before the request and taken out of every address that we keep; see `spider`.
"""

from __future__ import annotations

import json

from crawlers import dates, links
from crawlers.errors import EntryError
from crawlers.readers.answers import parsed, with_query
from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, SourceSpec
from domain.post import Page

FIELDS = "message,created_time,permalink_url,comments.limit(100){message,created_time}"
_A_PAGE = "50"


def first(entry: Entry) -> str:
    return with_query(entry.url, fields=FIELDS, limit=_A_PAGE)


def read(page: Page, spec: SourceSpec, entry: Entry) -> Reading:
    """Raises EntryError `not-json` or `api-error`."""
    answer = parsed(page, dict)
    if "error" in answer or not isinstance(answer.get("data"), list):
        raise EntryError("api-error", "The API refused; the owner's token may have ended: renew it.")
    found = tuple(_found(row, page) for row in answer["data"] if _usable(row))
    paging = answer.get("paging")
    following = links.normalise(str(paging.get("next") or "")) if isinstance(paging, dict) else ""
    return Reading(found, (following,) if following else ())


def _usable(row: object) -> bool:
    return isinstance(row, dict) and bool(row.get("message")) and bool(links.normalise(str(row.get("permalink_url"))))


def _found(row: dict[str, object], page: Page) -> Found:
    when = dates.parse(str(row.get("created_time") or ""), page.fetched_at)
    kept = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
    return Found(links.normalise(str(row["permalink_url"])), when, kept)
