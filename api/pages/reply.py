"""Answers that several pages give."""

from __future__ import annotations

from starlette.responses import HTMLResponse, RedirectResponse

from api.house import House
from dashboards.frame import Page


def html(house: House, page: Page, status: int = 200) -> HTMLResponse:
    return HTMLResponse(house.renderer.page(page), status)


def see(path: str) -> RedirectResponse:
    """Go on with a GET."""
    return RedirectResponse(path, 303)


def local(path: str, otherwise: str = "/") -> str:
    """`path` where it stays on this site: `//elsewhere` and `/\\elsewhere` are other hosts to a browser."""
    plain = path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable() and len(path) <= 2000
    return path if plain else otherwise
