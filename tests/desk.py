"""Everything that makes a page of 20 November 2026."""

from __future__ import annotations

from dataclasses import dataclass

from factory import NOON

from dashboards.daily import DailyPage, daily_page
from dashboards.frame import Page
from dashboards.render import Renderer
from dashboards.viewer import Viewer
from dashboards.words import Reference
from store.db import Conn


@dataclass(frozen=True)
class Desk:
    conn: Conn
    viewer: Viewer
    reference: Reference
    renderer: Renderer

    def daily(self) -> DailyPage:
        return daily_page(self.conn, self.viewer, self.reference, NOON.date(), NOON)

    def html(self, page: Page) -> str:
        return self.renderer.page(page)
