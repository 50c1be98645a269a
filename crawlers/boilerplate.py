"""What stands among an article's lines without belonging to it, and the check of what is left."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement

from crawlers import bylines, captions
from crawlers.errors import ExtractionError
from crawlers.marks import Marks
from crawlers.selecting import remove, select

_PHOTO_END = re.compile(r"\bảnh\s*:\s*[^!?:]{1,40}$", re.IGNORECASE)
_CAPTION_LENGTH = 300
SHORTEST = 40
_MOST_LINKED = 0.7
_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class _Words:
    boxes: Marks
    trailer: re.Pattern[str]
    noise: re.Pattern[str]


@cache
def _words() -> _Words:
    raw = tomllib.loads((Path(__file__).parent / "data" / "boilerplate.toml").read_text(encoding="utf-8"))
    trailers = "|".join(map(re.escape, raw["trailers"]))
    return _Words(
        boxes=Marks.of(raw["boxes"]),
        trailer=re.compile(rf"(?:{trailers})(?:\s*\(\d+\))?\s*[:.…>»]*", re.IGNORECASE),
        noise=re.compile("|".join(f"(?:{one})" for one in raw["noise"]), re.IGNORECASE),
    )


def cut_boxes(body: HtmlElement, extra: Sequence[str]) -> None:
    """Take captions, related boxes, sharing bars and the source's own `remove` list out of an article's element."""
    own = [element for selector in extra for element in select(body, selector)]
    for element in (*_words().boxes.elements(body), *own):
        if element is not body:
            remove(element)
    captions.cut(body)


def tidy_lines(lines: Sequence[str], title: str = "") -> list[str]:
    """The article's own lines: cut from the first trailer heading on, without noise, captions, bylines and echoes."""
    kept: list[str] = []
    for line in lines:
        if is_trailer(line) and (kept or not title):
            break
        if line != title and not is_noise(line) and (not kept or kept[-1] != line):
            kept.append(line)
    return bylines.unsigned(kept)


def is_noise(line: str) -> bool:
    if _words().noise.fullmatch(line) or bylines.is_labelled(line):
        return True
    return len(line) <= _CAPTION_LENGTH and bool(_PHOTO_END.search(line))


def is_trailer(line: str) -> bool:
    return bool(_words().trailer.fullmatch(line))


def link_share(node: HtmlElement) -> float:
    """How much of an element's text stands in links, 0 to 1."""
    links = select(node, "a")
    whole = len("".join(node.itertext()).split()) if links else 0
    linked = sum(len("".join(link.itertext()).split()) for link in links)
    return linked / whole if whole else 0.0


def check(title: str, lines: Sequence[str], body: HtmlElement | None) -> None:
    """Raises ExtractionError unless this can be an article: words enough, not mostly links, some letters."""
    length = len(" ".join(lines))
    if not length:
        raise ExtractionError("empty", "No text was found; give the source a selector for the body.")
    if length < SHORTEST and len(title) + length < 2 * SHORTEST:
        raise ExtractionError("too-short", "The text is too short for an article; check the selector for the body.")
    if body is not None and link_share(body) > _MOST_LINKED:
        raise ExtractionError("mostly-links", "The text is mostly links: this looks like a list page.")
    beginning = "".join(lines[:20])[:_LOOKED_AT]
    if sum(map(str.isalpha, beginning)) * 3 < len(beginning):
        raise ExtractionError("unreadable", "The text has hardly any letters; check the page's encoding.")
