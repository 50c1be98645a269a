"""A fanpage as its owner reads it: JSON in the shape of the Graph API, with an access token.

Like the real one it names the writers of comments when `from` is asked for, so that a test can see that we never ask.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from demo.calendar import DatedComment, Published
from demo.site import Request, Response, Site

TOKEN = "ma-tap-duot"  # noqa: S105 - the practice web's own, worth nothing elsewhere
PAGE_ID = "104000000000001"
_PUBLIC = re.compile(rf"^/{PAGE_ID}/posts/(\d+)$")
_POSTS = re.compile(rf"^/v\d+\.\d+/{PAGE_ID}/posts$")


def respond(site: Site, request: Request) -> Response | None:
    public = _PUBLIC.match(request.path)
    if public:
        post = site.by_id(public[1])
        return site.page("fanpage_post.html", post=post) if post else None
    if not _POSTS.match(request.path):
        return None
    if request.query.get("access_token") != TOKEN:
        return _json({"error": {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}}, 400)
    size = min(int(request.query.get("limit", "25")), 100)
    start = int(request.query.get("after", "0"))
    fields = request.query.get("fields", "message,created_time")
    rows = [_row(site, post, fields) for post in site.posts[start : start + size]]
    answer: dict[str, object] = {"data": rows}
    if start + size < len(site.posts):
        following = f"{site.base}{request.path}?limit={size}&after={start + size}&fields={fields}&access_token={TOKEN}"
        answer["paging"] = {"cursors": {"before": str(start), "after": str(start + size)}, "next": following}
    return _json(answer)


def _row(site: Site, post: Published, fields: str) -> dict[str, object]:
    row: dict[str, object] = {"id": f"{PAGE_ID}_{post.id}"}
    if "message" in fields:
        row["message"] = "\n".join((post.item.lead, *post.item.body))
    if "created_time" in fields:
        row["created_time"] = _time(post.published)
    if "permalink_url" in fields:
        row["permalink_url"] = f"{site.base}/{PAGE_ID}/posts/{post.id}"
    comments = re.search(r"comments(?:\.limit\(\d+\))?\{([^}]*)\}", fields)
    if comments:
        rows = [_comment(post, number, one, comments[1]) for number, one in enumerate(post.comments, 1)]
        row["comments"] = {"data": rows}
    return row


def _comment(post: Published, number: int, one: DatedComment, fields: str) -> dict[str, object]:
    row: dict[str, object] = {
        "id": f"{post.id}_{number}",
        "message": one.comment.text,
        "created_time": _time(one.published),
    }
    if "from" in fields:
        row["from"] = {"id": f"2000{post.id}{number}", "name": one.comment.name}
    return row


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+0000"


def _json(value: dict[str, object], status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=UTF-8", status)
