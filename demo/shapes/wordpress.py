"""A provincial portal on WordPress: JSON API, feed, `/yyyy/mm/dd/<slug>-<id>/`, comments under the article."""

from __future__ import annotations

import json
import re
from datetime import UTC

from demo.calendar import Published
from demo.site import Request, Response, Site, pages, slug

_ARTICLE = re.compile(r"^/\d{4}/\d\d/\d\d/[a-z0-9-]*?-(\d+)/$")


def respond(site: Site, request: Request) -> Response | None:
    if request.path == "/wp-json/wp/v2/posts":
        return _api(site, request)
    if request.path == "/feed/":
        return site.feed("wordpress_feed.xml", posts=site.posts[:10])
    article = _ARTICLE.match(request.path)
    if article:
        post = site.by_id(article[1])
        return site.page("wordpress_article.html", post=post, link=link(site, post)) if post else None
    if request.path == "/":
        posts, page, last = pages(site.posts, request.query.get("paged", "1"))
        return site.page("wordpress_list.html", posts=posts, page=page, last=last, link=link)
    return None


def link(site: Site, post: Published) -> str:
    return f"{site.base}/{post.published:%Y/%m/%d}/{slug(post.item.title)}-{post.id}/"


def _api(site: Site, request: Request) -> Response:
    size = min(int(request.query.get("per_page", "10")), 100)
    page = int(request.query.get("page", "1"))
    total = -(-len(site.posts) // size)
    if page > max(total, 1):
        error = {
            "code": "rest_post_invalid_page_number",
            "message": "The page number is larger than the number of pages.",
        }
        return Response(json.dumps(error).encode(), "application/json; charset=UTF-8", 400)
    rows = [_row(site, post) for post in site.posts[(page - 1) * size : page * size]]
    headers = {"X-WP-Total": str(len(site.posts)), "X-WP-TotalPages": str(total)}
    return Response(json.dumps(rows, ensure_ascii=False).encode(), "application/json; charset=UTF-8", 200, headers)


def _row(site: Site, post: Published) -> dict[str, object]:
    paragraphs = (post.item.lead, *post.item.body)
    return {
        "id": int(post.id),
        "date": post.published.replace(tzinfo=None).isoformat(),
        "date_gmt": post.published.astimezone(UTC).replace(tzinfo=None).isoformat(),
        "link": link(site, post),
        "title": {"rendered": post.item.title},
        "excerpt": {"rendered": f"<p>{post.item.lead}</p>\n", "protected": False},
        "content": {"rendered": "".join(f"<p>{text}</p>\n" for text in paragraphs), "protected": False},
        "author": 3,
        "categories": [1],
    }
