"""A national union portal: RSS feed, `/tin-tuc/<slug>-<id>.tld` articles, section lists."""

from __future__ import annotations

import re

from demo.site import Request, Response, Site, pages

_ARTICLE = re.compile(r"^/tin-tuc/[a-z0-9-]*?-(\d+)\.tld$")


def respond(site: Site, request: Request) -> Response | None:
    if request.path == "/rss/tin-moi.rss":
        return site.feed("portal_feed.xml", posts=site.posts)
    article = _ARTICLE.match(request.path)
    if article:
        post = site.by_id(article[1])
        return site.page("portal_article.html", post=post) if post else None
    if request.path in ("/", "/tin-tuc"):
        posts, page, last = pages(site.posts, request.query.get("page", "1"))
        return site.page("portal_list.html", posts=posts, page=page, last=last)
    return None
