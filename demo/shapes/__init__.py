"""The shapes of real sites. A shape answers a request for one site, or None for "not found"."""

from __future__ import annotations

from collections.abc import Callable

from demo.shapes import aspnet, fanpage, liferay, news, newspaper, nukeviet, portal, questions, wordpress
from demo.site import Request, Response, Site

Shape = Callable[[Site, Request], Response | None]

SHAPES: dict[str, Shape] = {
    "portal": portal.respond,
    "wordpress": wordpress.respond,
    "nukeviet": nukeviet.respond,
    "aspnet": aspnet.respond,
    "newspaper": newspaper.respond,
    "questions": questions.respond,
    "liferay": liferay.respond,
    "fanpage": fanpage.respond,
    "news": news.respond,
}
