"""Many simple selectors in one walk: each as an XPath of its own would walk the whole page again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from crawlers.selecting import select

_SIMPLE = re.compile(r"^([a-z][a-z0-9]*)?(?:\.([\w-]+))?$|^#([\w-]+)$")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a list of selectors means: tags, classes, classes on a tag, ids; and selectors that are more than that."""

    tags: frozenset[str]
    classes: frozenset[str]
    on_tags: frozenset[tuple[str, str]]
    ids: frozenset[str]
    others: tuple[str, ...]

    @classmethod
    def of(cls, selectors: Iterable[str]) -> Marks:
        """Of selectors, each of which may be a list with commas."""
        simple: list[re.Match[str]] = []
        others: list[str] = []
        for one in (part.strip() for line in selectors for part in line.split(",")):
            found = _SIMPLE.match(one)
            simple.append(found) if found else others.append(one)
        return cls(
            tags=frozenset(one[1] for one in simple if one[1] and not one[2]),
            classes=frozenset(one[2] for one in simple if one[2] and not one[1]),
            on_tags=frozenset((one[1], one[2]) for one in simple if one[1] and one[2]),
            ids=frozenset(one[3] for one in simple if one[3]),
            others=tuple(others),
        )

    def elements(self, root: HtmlElement) -> Sequence[HtmlElement]:
        """What is meant under `root`, itself included; an element may come twice."""
        walked = [one for one in root.iter(etree.Element) if self._means(one)]
        return walked + [one for selector in self.others for one in select(root, selector)]

    def _means(self, element: HtmlElement) -> bool:
        tag = str(element.tag)
        if tag in self.tags or element.get("id") in self.ids:
            return True
        names = (element.get("class") or "").split()
        return any(name in self.classes or (tag, name) in self.on_tags for name in names)
