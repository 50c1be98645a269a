"""Events of a week of which the most texts tell: what happened, beside what was spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboards.formats import number
from domain.times import Window
from store import event_lists
from store.db import Conn
from store.scopes import Scope

MOST: Final = 6


@dataclass(frozen=True, slots=True)
class EventLine:
    href: str
    title: str
    words: str


def told_most(conn: Conn, window: Window, scope: Scope) -> tuple[EventLine, ...]:
    """Those that began in the window; one of which a single text is seen is left out."""
    found = event_lists.began(conn, window, MOST, scope=scope)
    return tuple(
        EventLine(
            f"/su-viec/{one.id}",
            one.lead.title or one.lead.context,
            f"{number(one.texts)} bài viết riêng, {number(one.sources)} nguồn",
        )
        for one in found
        if one.texts > 1
    )
