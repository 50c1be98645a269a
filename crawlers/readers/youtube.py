"""A channel's videos and what is said under them, through the YouTube Data API with a key. Names are never asked for.

The entry's address is the list of the channel's uploads: `…/youtube/v3/playlistItems?playlistId=UU…`.
"""

from __future__ import annotations

import html
import json
from urllib.parse import urljoin

from crawlers import dates
from crawlers.errors import EntryError
from crawlers.readers.answers import parsed, with_query
from crawlers.readers.found import Found, Reading
from crawlers.spec import Entry, SourceSpec
from domain.post import Page

VIDEO_FIELDS = "nextPageToken,items/snippet(publishedAt,title,description,resourceId/videoId)"
COMMENT_FIELDS = "items/snippet/topLevelComment/snippet(textOriginal,publishedAt)"
_GONE = ("Private video", "Deleted video")
_WATCH = "https://www.youtube.com/watch?v="


def first(entry: Entry) -> str:
    return with_query(entry.url, part="snippet", maxResults="50", fields=VIDEO_FIELDS)


def read(page: Page, spec: SourceSpec, entry: Entry) -> Reading:
    """The videos, each with the address of its comments. Raises EntryError `not-json` or `api-error`."""
    answer = _answer(page)
    snippets = [item.get("snippet") for item in answer["items"] if isinstance(item, dict)]
    found = tuple(one for snippet in snippets if isinstance(snippet, dict) and (one := _found(snippet, page)))
    token = str(answer.get("nextPageToken") or "")
    return Reading(found, (with_query(page.url, pageToken=token),) if token else ())


def with_comments(row: bytes, page: Page) -> bytes:
    """A video's row with the comments that an answer holds: text and time. Raises EntryError."""
    said = [_comment(item) for item in _answer(page)["items"]]
    comments = {"data": [one for one in said if one["message"]]}
    return json.dumps({**json.loads(row), "comments": comments}, ensure_ascii=False, sort_keys=True).encode()


def _answer(page: Page) -> dict[str, list[object]]:
    answer = parsed(page, dict)
    if "error" in answer or not isinstance(answer.get("items"), list):
        raise EntryError("api-error", "The API refused; the key may have ended or its daily share is used up.")
    return answer


def _found(snippet: dict[str, object], page: Page) -> Found | None:
    resource = snippet.get("resourceId")
    video = str(resource.get("videoId") or "") if isinstance(resource, dict) else ""
    title = str(snippet.get("title") or "")
    if not video or title in _GONE:
        return None
    when = str(snippet.get("publishedAt") or "")
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in str(snippet.get("description") or "").splitlines())
    row = {"link": _WATCH + video, "title": html.escape(title), "content": lines, "date": when}
    asked = urljoin(page.url, "commentThreads")
    comments = with_query(
        asked, part="snippet", videoId=video, textFormat="plainText", order="time", maxResults="100",
        fields=COMMENT_FIELDS,
    )  # fmt: skip
    kept = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
    return Found(_WATCH + video, dates.parse(when, page.fetched_at), kept, comments)


def _comment(item: object) -> dict[str, str]:
    value: object = item
    for key in ("snippet", "topLevelComment", "snippet"):
        value = value.get(key) if isinstance(value, dict) else None
    said = value if isinstance(value, dict) else {}
    return {"message": str(said.get("textOriginal") or ""), "created_time": str(said.get("publishedAt") or "")}
