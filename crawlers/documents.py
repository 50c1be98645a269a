"""Texts as staff paste or save them from pages: the page around them is cut, title and date are found."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from crawlers.encodings import read_text
from crawlers.errors import DocumentError, ExtractionError
from crawlers.extract import extract
from crawlers.heading import read_heading
from crawlers.pasted import article_lines, blocks_of
from crawlers.split import split
from domain.post import ExtractedPost, Page, PostKind

_HTML = re.compile(r"^\s*(<\?xml[^>]*>\s*)?(<!doctype html|<html)", re.IGNORECASE)
_SHORTEST = 40
LARGEST = 5_000_000
"""Bytes of one document."""


def read(source: Path | bytes, name: str) -> ExtractedPost:
    """The post in a pasted text or saved page. Raises DocumentError with what to do.

    Its address is made from its text, so that the same text imported twice is one post. A text that names only the
    month of its publication stands at that month's first day; one that names no date has none.
    """
    text = read_text(_bytes(source, name))
    post = _from_page(text) if is_page(text) else _from_text(text)
    digest = hashlib.sha256(f"{post.title}\n{post.text}".encode()).hexdigest()[:20]
    return replace(post, url=f"import:{digest}")


def is_page(text: str) -> bool:
    """Whether a text is a saved page and not what one reads of it."""
    return bool(_HTML.match(text))


def _bytes(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        raise DocumentError("unreadable", f"{name} cannot be read ({error.strerror}); check path and rights") from error


def _from_page(text: str) -> ExtractedPost:
    page = Page(
        "import", "http://import.invalid/", datetime.now(UTC), 200, {"content-type": "text/html"}, text.encode()
    )
    try:
        return extract(split(page, None).page, None)[0]
    except ExtractionError as error:
        raise DocumentError("no-text", "no article was found in the saved page; paste its text instead") from error


def _from_text(text: str) -> ExtractedPost:
    heading = read_heading(blocks_of(text))
    lines = article_lines(heading.rest, heading.title)
    if len(" ".join(lines)) < _SHORTEST:
        raise DocumentError("no-text", "there is no text under the headings; check that the whole page was copied")
    return ExtractedPost(
        kind=heading.kind or PostKind.NEWS,
        url="",
        title=heading.title,
        text="\n".join(lines),
        published_at=heading.published_at,
    )
