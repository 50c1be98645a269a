"""Markup that somebody may plant in a page that we read: every way out of its place with every payload."""

from __future__ import annotations

from itertools import product
from typing import Final

OUT: Final = (
    *("", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "</style></noscript>", "]]>", "</a></li></ul>"),
    *('" autofocus x="', "{{ '' }}"),
)
PAYLOADS: Final = (
    "<script>planted()</script>",
    "<ScRiPt/x>planted()</sCrIpT>",
    "<img src=x onerror=planted()>",
    "<svg onload=planted()>",
    "<svg><animate onbegin=planted() attributeName=x dur=1s>",
    "<iframe srcdoc='<script>parent.planted()</script>'></iframe>",
    '<a href="javascript:planted()">xem</a>',
    "<details open ontoggle=planted()>",
    "<body onload=planted()>",
    "<form action=javascript:planted()><button autofocus>",
)
STRINGS: Final = tuple(f"{out}{payload}" for out, payload in product(OUT, PAYLOADS))
"""120 of them."""
