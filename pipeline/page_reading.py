"""Reads one page outside a crawl: for `langnghe extract`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawlers.errors import ExtractionError
from crawlers.extract import extract
from crawlers.spec import SourceSpec
from crawlers.split import split
from domain.post import ExtractedPost, Page, PostKind
from nlp.redact import redact

PUBLIC = frozenset({PostKind.COMMENT, PostKind.QUESTION})


def is_address(url: str) -> bool:
    """False for what cannot be taken apart (`http://[x`, a port that is none): reading links beside it would fail."""
    try:
        urlsplit(url).port  # noqa: B018 - it raises
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class PageReader:
    """Knows the sources, so that a page of a known site is read by that site's selectors."""

    specs: Sequence[SourceSpec]

    def read(self, url: str, body: bytes, now: datetime) -> dict[str, Any]:
        """Title, text, time and redacted comments; empty strings where nothing usable was found."""
        spec = self._spec(url)
        page = Page(spec.slug if spec else "", url, now, 200, {"content-type": "text/html"}, body)
        parts = split(page, spec)
        try:
            posts = extract(parts.page, spec, parts.remarks)
        except ExtractionError as error:
            return {"title": "", "text": "", "published_at": None, "comments": [], "error": error.reason}
        articles = [post for post in posts if post.kind not in PUBLIC]
        article = (articles or posts)[0]
        return {
            "title": article.title,
            "text": redact(article.text, by_public=article.kind in PUBLIC).text,
            "published_at": _iso(article.published_at),
            "comments": [_comment(post) for post in posts if post is not article],
        }

    def _spec(self, url: str) -> SourceSpec | None:
        host = urlsplit(url).netloc.lower()
        return next((spec for spec in self.specs if host in spec.read_hosts), None)


def _comment(post: ExtractedPost) -> dict[str, Any]:
    return {"text": redact(post.text, by_public=True).text, "published_at": _iso(post.published_at)}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
