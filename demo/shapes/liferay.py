"""An industry union on Liferay: Atom feed, `/-/asset_publisher/<place>/content/<slug>-<id>`."""

from __future__ import annotations

import re

from demo.site import Request, Response, Site

_ARTICLE = re.compile(r"^/-/asset_publisher/Xk7/content/[a-z0-9-]*?-(\d+)$")


def respond(site: Site, request: Request) -> Response | None:
    if request.path == "/c/journal/rss":
        return site.feed("liferay_feed.xml", "application/atom+xml; charset=utf-8", posts=site.posts)
    article = _ARTICLE.match(request.path)
    if article:
        post = site.by_id(article[1])
        return site.page("liferay_article.html", post=post) if post else None
    if request.path == "/":
        return site.page("liferay_list.html", posts=site.posts[:15])
    return None
