"""Templates. Everything that is put into one is escaped: crawled text is always text."""

from __future__ import annotations

from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboards.assets import Assets
from dashboards.cards import Card
from dashboards.formats import day_digits, day_words, moment, number, percent
from dashboards.frame import MENU, Page

FILTERS: Final = {
    "number": number,
    "percent": percent,
    "moment": moment,
    "day_words": day_words,
    "day_digits": day_digits,
}


class Renderer:
    """Turns a page into HTML; built once, used by all threads."""

    def __init__(self, assets: Assets) -> None:
        self._env = Environment(
            loader=PackageLoader("dashboards"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(asset=assets.href, MENU=MENU)
        self._env.filters.update(FILTERS)

    def page(self, page: Page) -> str:
        return self._env.get_template(page.template).render(page=page, frame=page.frame)

    def card(self, card: Card) -> str:
        """One card alone, for a script that replaces it in its page."""
        return self._env.get_template("card_alone.html").render(card=card)
