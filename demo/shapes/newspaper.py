"""A labour newspaper: sitemap index, news sitemap, JSON-LD, sections with pages, reader comments."""

from __future__ import annotations

import re

from demo.site import Request, Response, Site, pages

_ARTICLE = re.compile(r"^/([a-z0-9-]+)/[a-z0-9-]*?-(\d+)\.htm$")
_MONTH = re.compile(r"^/sitemaps/(\d{4}-\d\d)\.xml$")
_SECTION = re.compile(r"^/([a-z0-9-]+)(?:/trang-(\d+))?\.htm$")
_XML = "application/xml; charset=utf-8"


def respond(site: Site, request: Request) -> Response | None:
    if request.path.endswith(".xml"):
        return _sitemap(site, request.path)
    article = _ARTICLE.match(request.path)
    if article:
        post = site.by_id(article[2])
        return site.page("newspaper_article.html", post=post, more=site.posts[:6]) if post else None
    if request.path == "/":
        return site.page("newspaper_list.html", posts=site.posts[:12], section="", page=1, last=1)
    section = _SECTION.match(request.path)
    if section:
        posts, page, last = pages(site.in_section(section[1]), section[2] or "1")
        return (
            site.page("newspaper_list.html", posts=posts, section=section[1], page=page, last=last) if posts else None
        )
    return None


def _sitemap(site: Site, path: str) -> Response | None:
    if path == "/sitemap.xml":
        months = sorted({f"{post.published:%Y-%m}" for post in site.posts}, reverse=True)
        return site.feed("newspaper_sitemap_index.xml", _XML, months=months)
    if path == "/sitemaps/news.xml":
        return site.feed("newspaper_sitemap_news.xml", _XML, posts=site.posts[:40])
    month = _MONTH.match(path)
    if month:
        posts = [post for post in site.posts if f"{post.published:%Y-%m}" == month[1]]
        return site.feed("newspaper_sitemap.xml", _XML, posts=posts) if posts else None
    return None
