"""Trafilatura for pages that no selector and no JSON-LD describes: fast mode, comments and tables off.

Menus are cut and tables turned into lines before it looks: bench/extraction.py says what that is worth.
"""

from __future__ import annotations

import logging
from copy import deepcopy

from lxml.html import HtmlElement

from crawlers import layout
from crawlers.boilerplate import cut_boxes
from crawlers.errors import ExtractionError
from crawlers.selecting import tidy


def main_text(tree: HtmlElement) -> list[str]:
    """The paragraphs of the main text, if there is one. Raises ExtractionError when the page breaks the reader."""
    import trafilatura  # half a second: only pages without selectors pay for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs addresses and titles of every miss
    copy = deepcopy(tree)
    cut_boxes(copy, ())
    layout.cut_signposts(copy)
    layout.open_tables(copy)
    try:
        found = trafilatura.extract(copy, fast=True, include_comments=False, include_tables=False)
    except Exception as error:  # whatever a hostile page raises in there must not stop the batch
        raise ExtractionError(
            "unreadable", "The page's structure cannot be read; give the source selectors."
        ) from error
    return [line for line in (tidy(one) for one in (found or "").splitlines()) if line]
