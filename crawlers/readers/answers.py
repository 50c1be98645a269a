"""What the API readers share: JSON answers and query strings."""

from __future__ import annotations

import json
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawlers.errors import EntryError
from crawlers.selecting import decode
from domain.post import Page

T = TypeVar("T", dict, list)  # type: ignore[type-arg]


def parsed(page: Page, shape: type[T]) -> T:
    """The answer as a list or dict. Raises EntryError."""
    try:
        value = json.loads(decode(page.body, page.headers))
    except (ValueError, RecursionError) as error:
        raise EntryError("not-json", "The API answers with something that is no JSON; look at the address.") from error
    if not isinstance(value, shape):
        raise EntryError("api-error", "The API answers in another form than expected; look at the address.")
    return value


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def with_query(url: str, **changes: str) -> str:
    """The address with these parameters set."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode({**query_of(url), **changes}, safe=",(){}.")))


def numbered(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
