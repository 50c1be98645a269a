"""XML as feeds and sitemaps serve it: wrong content type, stray bytes before the declaration, broken entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from crawlers.selecting import decode, tidy
from domain.post import Page

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BEFORE = re.compile(r"^[^<]{0,200}<(?!\?xml|!DOCTYPE|html)[^\0]{0,4000}?(?=<\?xml\s)", re.IGNORECASE)
"""Warnings of the site's own program, which some feeds begin with."""
_BARE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!(?:#\d+|#[xX][0-9a-fA-F]+|\w+);)", re.DOTALL)
"""A `&` that nobody escaped, as in `?id=5&cat=2`: what follows it would be lost. What stands in CDATA is left."""
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)


def root(page: Page) -> etree._Element | None:
    """The root element, None where there is none. Entities are never expanded and nothing is fetched."""
    text = _BEFORE.sub("", decode(page.body, page.headers).lstrip("\ufeff \t\r\n"), count=1)
    text = _DECLARATION.sub("", text)
    text = _DOCTYPE.sub("", text, count=1)  # where entity bombs are defined
    text = _BARE.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        return cast("etree._Element | None", etree.fromstring(text.encode("utf-8"), parser))
    except (etree.LxmlError, ValueError):
        return None


def local(element: etree._Element) -> str:
    """Tag without its namespace, declared or not; empty for a comment."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Descendants with one of these local names, in document order."""
    return (one for one in element.iter() if local(one) in names)


def parts(element: etree._Element, name: str) -> list[etree._Element]:
    """Children of that local name; descendants where an unclosed tag swallowed them."""
    return [child for child in element if local(child) == name] or list(named(element, name))


def child_text(element: etree._Element, *names: str) -> str:
    """Text of the first part with the first of these local names that has text."""
    for name in names:
        for child in parts(element, name):
            if text := tidy("".join(map(str, child.itertext()))):
                return text
    return ""
