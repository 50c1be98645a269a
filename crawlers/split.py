"""Cuts what people wrote, and who they are, out of a page before anything is kept.

The whole privacy of the house begins here: what is not cut here lies in the database. So the source's own blocks are
read and cut, then blocks that comment systems usually make, then everything that usually names a writer.
"""

from __future__ import annotations

from dataclasses import replace

import lxml.html
from lxml.html import HtmlElement

from crawlers import dates, persons, rows
from crawlers.errors import ExtractionError
from crawlers.selecting import paragraphs, parse_html, remove, select, value
from crawlers.spec import RemarkBlock, SourceSpec
from domain.post import Page, PageParts, PostKind, Remark

_KEPT_HEADERS = ("content-language", "content-type", "etag", "last-modified")
_HTML = "text/html; charset=utf-8"


def split(page: Page, spec: SourceSpec | None) -> PageParts:
    """The page as it may be kept, and what the public wrote on it (text and time only).

    A page that cannot be read comes back with an empty body: what cannot be cut must not be kept.
    """
    if rows.is_json(page):
        row, remarks = rows.split_row(page)
        return PageParts(_kept(page, row, "application/json; charset=utf-8"), remarks)
    try:
        tree = parse_html(page.body, page.headers)
    except ExtractionError:
        return PageParts(_kept(page, b"", _HTML), ())
    remarks = tuple(remark for block in spec.remarks for remark in _cut(tree, block, page)) if spec else ()
    persons.cut(tree, spec.drop if spec else ())
    return PageParts(_kept(page, _bytes(tree), _HTML), remarks)


def _cut(tree: HtmlElement, block: RemarkBlock, page: Page) -> list[Remark]:
    """Read the remarks of every such block, then take the block out of the tree."""
    found: list[Remark] = []
    for area in select(tree, block.block):
        items = select(area, block.item) if block.item else [area]
        found.extend(remark for item in items if (remark := _remark(item, block, page)))
    for area in select(tree, block.block):
        remove(area)
    return found


def _remark(item: HtmlElement, block: RemarkBlock, page: Page) -> Remark | None:
    texts = select(item, block.text)
    text = "\n".join(paragraphs(texts[0])) if texts else ""
    if not text:
        return None
    when = dates.parse(value(item, block.time), page.fetched_at) if block.time else None
    return Remark(text=text, published_at=when, kind=PostKind(block.kind))


def _bytes(tree: HtmlElement) -> bytes:
    made = lxml.html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made if isinstance(made, bytes) else made.encode()


def _kept(page: Page, body: bytes, content_type: str) -> Page:
    headers = {name: page.headers[name] for name in _KEPT_HEADERS if name in page.headers}
    return replace(page, headers={**headers, "content-type": content_type}, body=body)
