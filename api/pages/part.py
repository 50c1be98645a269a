"""One card of a list alone, for a script that renews it in its page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from starlette.responses import HTMLResponse

from api.errors import PART
from api.house import House
from api.pages.reply import local
from dashboards.beside import beside
from dashboards.cards import Card, card
from dashboards.corrections import fixes
from dashboards.viewer import Viewer
from dashboards.words import Reference
from store import flags, posts
from store.db import Conn
from store.errors import NotFound

LIST: Final = "/"


def card_of(conn: Conn, viewer: Viewer, reference: Reference, post_id: int, back: str = LIST) -> Card:
    """The card as it is now. Raises NotFound for a post that is not flagged."""
    item = flags.item(conn, post_id)
    if item is None:
        raise NotFound(f"post {post_id} is not flagged")
    done = beside(conn, [post_id], viewer.provinces)[post_id]
    return card(item, reference, item.day, viewer=viewer, back=local(back), beside=done)


def mending(conn: Conn, viewer: Viewer, reference: Reference, post_id: int, problem: str = "") -> Card:
    """The card with the form that corrects its labels."""
    fresh = card_of(conn, viewer, reference, post_id)
    form = fixes(conn, posts.get(conn, post_id), reference)
    return replace(fresh, fixes=replace(form, problem=problem))


def held_by(conn: Conn, viewer: Viewer, reference: Reference, post_id: int, problem: str) -> Card:
    """The card with what is wrong with taking it."""
    fresh = card_of(conn, viewer, reference, post_id)
    return replace(fresh, holder=fresh.holder and replace(fresh.holder, problem=problem))


def part(house: House, fresh: Card, status: int = 200) -> HTMLResponse:
    return HTMLResponse(house.renderer.card(fresh), status, {PART: "card"})
