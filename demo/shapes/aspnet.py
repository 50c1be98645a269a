"""A portal on ASP.NET: no feed, no sitemap, only list pages; articles by `tabid` and `NID` in the query."""

from __future__ import annotations

from demo.site import Request, Response, Site, pages


def respond(site: Site, request: Request) -> Response | None:
    if request.path == "/":
        return Response(b"", status=302, headers={"Location": "/Default.aspx?tabid=656"})
    if request.path.lower() != "/default.aspx" or request.query.get("tabid") != "656":
        return None
    if "NID" in request.query:
        post = site.by_id(request.query["NID"])
        return site.page("aspnet_article.html", post=post) if post else None
    posts, page, last = pages(site.posts, request.query.get("page", "1"))
    return site.page("aspnet_list.html", posts=posts, page=page, last=last)
