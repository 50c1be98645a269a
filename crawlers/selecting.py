"""Reading HTML: bytes to tree, CSS with `::attr()`, element to paragraphs. Hostile bytes give ExtractionError."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

import lxml.html
from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawlers.errors import ExtractionError

_ATTR = re.compile(r"^(.*?)(?:::attr\(([A-Za-z][\w:.-]*)\))?$", re.DOTALL)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{3,40})", re.IGNORECASE)
_BELIEVED = re.compile(r"^(utf-8|utf-16(-?[lb]e)?|windows-125[0-8]|cp125[0-8]|big5|gb2312|gbk|shift-jis|euc-kr)$")
_UNSEEN = ("\u200b", "\ufeff")
"""They part words like spaces, and `split` does not know them."""
_BREAK = "\x1d"
"""Stands between blocks; `decode` removes it from what comes from outside."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROL_BYTES = bytes(one for one in range(0x80) if _CONTROL.match(chr(one)))
_NONCHARACTERS = b"\xef\xbf"
"""How U+FFFE and U+FFFF begin in UTF-8, and a few others."""
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
))  # fmt: skip
CELLS = frozenset(("td", "th"))
SILENT = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "head", "select", "button",
    "textarea",
))  # fmt: skip


def decode(body: bytes, headers: Mapping[str, str]) -> str:
    """The text of an answer: UTF-8 where it is valid, else what is declared, else windows-1258. Never fails."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _clean(body.decode("utf-16", errors="replace"))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return text if _is_clean(body) else _clean(text)
    declared = _CHARSET.search(headers.get("content-type", "").encode("ascii", "ignore"))
    declared = declared or _CHARSET.search(body[:2048])
    return _clean(body.decode(_codec(declared[1].decode("ascii") if declared else ""), errors="replace"))


def _codec(name: str) -> str:
    """A declared charset that may be believed: bytes that are not UTF-8 are mostly one of the old Windows pages."""
    name = name.lower().replace("_", "-")
    return name if _BELIEVED.match(name) else "windows-1258"


def _is_clean(utf8: bytes) -> bool:
    """Whether nothing is to be taken out; most pages are, and looking at bytes costs a tenth of looking at signs."""
    return _NONCHARACTERS not in utf8 and len(utf8.translate(None, _CONTROL_BYTES)) == len(utf8)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def parse_html(body: bytes, headers: Mapping[str, str]) -> HtmlElement:
    """The tree of a page. Raises ExtractionError where there is none."""
    text = decode(body, headers)
    if not text.strip():
        raise ExtractionError("empty", "The answer has no content; look at the address in a browser.")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ExtractionError("unreadable", "The answer cannot be read as a web page; look at the address.") from error
    return tree


@lru_cache(maxsize=4096)
def _compiled(selector: str) -> tuple[CSSSelector | None, str]:
    found = _ATTR.match(selector.strip())
    css, attribute = (found[1].strip(), found[2] or "") if found else (selector, "")
    return CSSSelector(css, translator="html") if css else None, attribute


def check_selector(selector: str) -> str:
    """The selector itself. Raises ValueError with a sentence for one that cannot be used."""
    try:
        _compiled(selector)
    except SelectorError as error:
        raise ValueError(f"{selector!r} is no CSS selector ({error})") from error
    return selector


def select(node: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements under `node` that the selector means, in document order; none for an empty selector."""
    css, _ = _compiled(selector)
    return cast(list[HtmlElement], css(node)) if css is not None else []


def value(node: HtmlElement, selector: str) -> str:
    """Text or attribute of the first element meant that has one, on one line; else empty."""
    return next(values(node, selector), "")


def values(node: HtmlElement, selector: str) -> Iterator[str]:
    """Like `value`, of every element meant. `::attr(x)` alone reads the node itself."""
    if not selector:
        return
    css, attribute = _compiled(selector)
    for element in [node] if css is None else select(node, selector):
        text = tidy(element.get(attribute) or "") if attribute else one_line(element)
        if text:
            yield text


def tidy(text: str) -> str:
    """One line, NFC, single spaces."""
    for unseen in _UNSEEN:
        text = text.replace(unseen, " ")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def one_line(node: HtmlElement) -> str:
    return " ".join(paragraphs(node))


def paragraphs(node: HtmlElement) -> list[str]:
    """What a reader sees of an element, a line for each block; scripts, buttons and the like are silent."""
    lines = (tidy(line) for line in "".join(_texts(node)).split(_BREAK))
    return [line for line in lines if line]


def _texts(root: HtmlElement) -> Iterator[str]:
    """The pieces in document order. With a stack of its own: hostile pages nest deeper than Python may call."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        if not leaving and isinstance(tag, str) and tag not in SILENT:
            yield _BREAK if tag in BLOCKS else " " if tag in CELLS else ""
            yield element.text or ""
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if tag in BLOCKS:
            yield _BREAK
        if element is not root:
            yield element.tail or ""


def remove(node: HtmlElement) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = node.getparent()
    if parent is not None:
        node.drop_tree()
