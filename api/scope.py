"""Posts and stories by number: whoever looks after some provinces reaches those of these provinces, by no other way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final

from fastapi import Depends

from api.doors import ViewerOf
from api.house import ConnOf
from api.problems import NOT_ALLOWED, NOT_FOUND, Problem
from api.values import Id
from dashboards.viewer import Viewer
from store import events, scopes
from store.db import Conn

OUTSIDE: Final = "Tin này thuộc tỉnh, thành phố khác với phạm vi của bạn. Hãy nhờ người phụ trách hoặc quản trị."
WHOLE: Final = (
    "Báo cáo gồm tin của cả nước, còn bạn phụ trách một số tỉnh, thành phố. "
    "Số liệu trong phạm vi của bạn ở trang Toàn cảnh."
)
GONE: Final = "Mục này không có, hoặc đã được xóa theo yêu cầu."


def require(conn: Conn, viewer: Viewer, post_id: int) -> int:
    """The number back. Raises Problem for a post that is not stored, or is not for this viewer."""
    return _checked(post_id, scopes.seen(conn, [post_id], None), within(conn, viewer, [post_id]))


def within(conn: Conn, viewer: Viewer, ids: Iterable[int]) -> set[int]:
    """Those of the posts that the viewer looks after."""
    return scopes.seen(conn, ids, viewer.provinces)


def post_of(conn: ConnOf, viewer: ViewerOf, post_id: Id) -> int:
    return require(conn, viewer, post_id)


def story_of(conn: ConnOf, viewer: ViewerOf, story_id: Id) -> int:
    """A story is seen when one of its posts is: its copies say the same."""
    known = scopes.seen_stories(conn, [story_id], None)
    return _checked(story_id, known, scopes.seen_stories(conn, [story_id], viewer.provinces))


def event_of(conn: ConnOf, viewer: ViewerOf, event_id: Id) -> int:
    """An event is seen when one of its posts is; its page shows no others."""
    ids = events.ids(conn, event_id)
    return _checked(event_id, {event_id} if ids else set(), {event_id} if within(conn, viewer, ids) else set())


def _checked(number: int, known: set[int], seen: set[int]) -> int:
    if number not in known:
        raise Problem(NOT_FOUND, GONE)
    if number not in seen:
        raise Problem(NOT_ALLOWED, OUTSIDE)
    return number


def whole_of(viewer: ViewerOf) -> Viewer:
    """Raises Problem for somebody who looks after some provinces only: a report counts and quotes the whole country."""
    if not viewer.whole:
        raise Problem(NOT_ALLOWED, WHOLE)
    return viewer


PostOf = Annotated[int, Depends(post_of)]
"""The number of a post in the address, stored and within the viewer's provinces."""
EventOf = Annotated[int, Depends(event_of)]
StoryOf = Annotated[int, Depends(story_of)]
