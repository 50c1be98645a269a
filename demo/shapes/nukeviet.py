"""A portal in the manner of NukeViet: one RSS module a section, `/vi/news/<section>/<slug>-<id>.html`."""

from __future__ import annotations

import re

from demo.site import Request, Response, Site, pages

_ARTICLE = re.compile(r"^/vi/news/[a-z0-9-]+/[a-z0-9-]*?-(\d+)\.html$")
_FEED = re.compile(r"^/vi/news/rss/(?:([a-z0-9-]+)/)?$")
_LIST = re.compile(r"^/vi/news/([a-z0-9-]+)/(?:page-(\d+)/)?$")


def respond(site: Site, request: Request) -> Response | None:
    feed = _FEED.match(request.path)
    if feed:
        return site.feed(
            "nukeviet_feed.xml", "text/html; charset=utf-8", posts=site.in_section(feed[1]) if feed[1] else site.posts
        )
    article = _ARTICLE.match(request.path)
    if article:
        post = site.by_id(article[1])
        return site.page("nukeviet_article.html", post=post) if post else None
    section = _LIST.match(request.path)
    if section:
        posts, page, last = pages(site.in_section(section[1]), section[2] or "1")
        return site.page("nukeviet_list.html", posts=posts, page=page, last=last, section=section[1]) if posts else None
    if request.path in ("/", "/vi/", "/vi/news/"):
        return site.page("nukeviet_list.html", posts=site.posts[:10], page=1, last=1, section="")
    return None
