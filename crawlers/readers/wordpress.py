"""WordPress's JSON API. Only the fields that we need are asked for; the author is not among them."""

from __future__ import annotations

import json

from crawlers import dates, links
from crawlers.readers.answers import numbered, parsed, query_of, with_query
from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, SourceSpec
from domain.post import Page

_FIELDS = "link,date,date_gmt,modified_gmt,title,excerpt,content"
_A_PAGE = 50


def first(entry: Entry) -> str:
    fields = "link,date_gmt,modified_gmt" if entry.read_pages else _FIELDS
    return with_query(entry.url, per_page=str(_A_PAGE), page="1", _fields=fields)


def read(page: Page, spec: SourceSpec, entry: Entry) -> Reading:
    """Raises EntryError `not-json` or `api-error`."""
    rows = parsed(page, list)
    found = tuple(
        _found(row, page, entry) for row in rows if isinstance(row, dict) and links.normalise(str(row.get("link")))
    )
    number = int(query_of(page.url).get("page", "1") or 1)
    total = numbered(page.headers.get("x-wp-totalpages", ""))
    there_is_more = number < total if total else len(rows) == _A_PAGE
    return Reading(found, (with_query(page.url, page=str(number + 1)),) if there_is_more else ())


def _found(row: dict[str, object], page: Page, entry: Entry) -> Found:
    when = f"{row['date_gmt']}Z" if row.get("date_gmt") else str(row.get("date") or "")
    kept = None if entry.read_pages else json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
    return Found(links.normalise(str(row["link"])), dates.parse(when, page.fetched_at), kept)
