"""One post of a JSON API as a page of its own: a WordPress row or a Graph API row, without who wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import lxml.html
from lxml import etree

from crawlers import dates, persons
from crawlers.errors import ExtractionError
from crawlers.selecting import decode, paragraphs, tidy
from domain.post import Page, Remark

_TITLE_LENGTH = 150


def is_json(page: Page) -> bool:
    return "json" in page.headers.get("content-type", "").lower()


def read_row(page: Page) -> dict[str, object]:
    """The row of a page made by an API reader. Raises ExtractionError."""
    try:
        row = json.loads(decode(page.body, page.headers))
    except (ValueError, RecursionError) as error:
        raise ExtractionError("unreadable", "The API's answer is no JSON; look at the address.") from error
    if not isinstance(row, dict):
        raise ExtractionError("wrong-type", "The API's answer is not one post; look at the address.")
    return row


def split_row(page: Page) -> tuple[bytes, tuple[Remark, ...]]:
    """The row without persons as bytes, and the remarks that stood in it. Empty where it cannot be read."""
    try:
        row = read_row(page)
    except ExtractionError:
        return b"", ()
    remarks = _remarks(row, page.fetched_at)
    kept = persons.strip(row)
    if isinstance(kept, dict):
        for part in ("title", "excerpt", "content"):
            if part in kept:
                kept[part] = _clean_html(rendered(kept, part))
        kept.pop("id", None)
    return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode(), remarks


def _remarks(row: Mapping[str, object], now: datetime) -> tuple[Remark, ...]:
    comments = row.get("comments")
    data = comments.get("data") if isinstance(comments, dict) else None
    return tuple(
        Remark("\n".join(lines(str(one["message"]))), dates.parse(str(one.get("created_time", "")), now))
        for one in (data if isinstance(data, list) else ())
        if isinstance(one, dict) and isinstance(one.get("message"), str) and one["message"].strip()
    )


def rendered(row: Mapping[str, object], part: str) -> str:
    """WordPress gives `{"rendered": html}`; what we kept is the html itself."""
    value = row.get(part)
    value = value.get("rendered") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _clean_html(html: str) -> str:
    tree = fragment(html)
    if tree is None:
        return ""
    persons.cut(tree, ())
    return str(lxml.html.tostring(tree, encoding="unicode"))


def fragment(html: str) -> lxml.html.HtmlElement | None:
    """A `div` around a piece of HTML."""
    if not html.strip():
        return None
    try:
        return lxml.html.fragment_fromstring(html, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def text_of(html: str) -> list[str]:
    tree = fragment(html)
    return paragraphs(tree) if tree is not None else []


def lines(text: str) -> list[str]:
    return [line for line in (tidy(one) for one in text.splitlines()) if line]


def headed(message: str) -> tuple[str, list[str]]:
    """Title and paragraphs of a page's post: a short first line followed by more is its title."""
    all_lines = lines(message)
    if len(all_lines) > 1 and len(all_lines[0]) <= _TITLE_LENGTH:
        return all_lines[0], all_lines[1:]
    return "", all_lines
