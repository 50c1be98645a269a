"""A question-and-answer column: list pages, one page a question, the asker's name above it."""

from __future__ import annotations

import re

from demo.site import Request, Response, Site, pages

_ITEM = re.compile(r"^/hoi-dap/(\d+)-[a-z0-9-]*$")


def respond(site: Site, request: Request) -> Response | None:
    item = _ITEM.match(request.path)
    if item:
        post = site.by_id(item[1])
        return site.page("questions_item.html", post=post) if post else None
    if request.path in ("/", "/hoi-dap"):
        posts, page, last = pages(site.posts, request.query.get("trang", "1"))
        return site.page("questions_list.html", posts=posts, page=page, last=last)
    return None
