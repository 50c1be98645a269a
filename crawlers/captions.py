"""Words under a picture that no class calls a caption: slanted, short, and beside an image."""

from __future__ import annotations

from typing import Final

from lxml.html import HtmlElement

from crawlers.selecting import one_line, remove

_LONGEST: Final = 300
_BLOCKS: Final = frozenset(("p", "td", "div", "center"))


def cut(body: HtmlElement) -> None:
    """Take captions out of an article's element, in whose paragraph the picture stands or just before them."""
    for image in body.findall(".//img"):
        block = _block(image, body)
        if block is None:
            continue
        following = block.getnext() if not one_line(block) else block
        if following is not None and following.tag in _BLOCKS and _is_caption(following):
            remove(following)


def _block(image: HtmlElement, body: HtmlElement) -> HtmlElement | None:
    """The paragraph that holds the picture, inside the article."""
    parent = image.getparent()
    while parent is not None and parent is not body:
        if parent.tag in _BLOCKS:
            return parent
        parent = parent.getparent()
    return None


def _is_caption(element: HtmlElement) -> bool:
    """Whether all its words are slanted: running text beside a picture is not."""
    text = one_line(element)
    return 0 < len(text) <= _LONGEST and any(one_line(slanted) == text for slanted in element.iter("em", "i"))
