"""Which addresses name the same article: what its publisher may change in one without meaning another article."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NUMBER = re.compile(r"(?<=[-/_.a-z])(\d{5,})(?:\.[a-z]{2,5})?$", re.IGNORECASE)
_DATE = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])20\d\d|20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


def name_of(address: str) -> str:
    """The address without its scheme, `www.` and a slash at the end. What is no web address names itself."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return address
    host = parts.netloc.removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def number_of(address: str) -> str:
    """The number under which its publisher keeps an article, at the end of the path; empty where there is none.

    Many sites write the headline before it, and write it anew when the headline changes. A date is no such number.
    """
    found = _NUMBER.search(urlsplit(address).path)
    return found[1] if found and not _DATE.fullmatch(found[1]) else ""
