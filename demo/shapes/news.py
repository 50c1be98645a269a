"""A general news site: feed with US dates without a zone and CDATA links, reader comments."""

from __future__ import annotations

import re

from demo.site import Request, Response, Site

_ARTICLE = re.compile(r"^/[a-z0-9-]*?-post(\d+)\.html$")


def respond(site: Site, request: Request) -> Response | None:
    if request.path == "/rss/home.rss":
        return site.feed("news_feed.xml", "text/xml; charset=utf-8", posts=site.posts)
    article = _ARTICLE.match(request.path)
    if article:
        post = site.by_id(article[1])
        return site.page("news_article.html", post=post, more=site.posts[:5]) if post else None
    if request.path == "/":
        return site.page("news_list.html", posts=site.posts[:30])
    return None
