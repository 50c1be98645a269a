"""Events: what several outlets tell of in their own words. How often a text was copied is counted by its story."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.paging import After, Limit, Mark, cut, mark_of
from api.scope import EventOf
from api.v1.examples import POST, example
from api.v1.posts_out import PostOut, listed
from api.v1.refusals import BAD, FORBIDDEN, MISSING, SIGNED_IN
from api.v1.windows import FirstDay, LastDay, window_of
from store import audit, event_lists
from store.event_lists import EventHead

router = APIRouter(tags=["events"])

EVENT = {
    "id": 7,
    "texts": 2,
    "posts": 5,
    "sources": 4,
    "first_at": "2026-11-19T23:40:00Z",
    "last_at": "2026-11-20T05:00:00Z",
    "lead": POST,
}


class EventOut(BaseModel):
    """What of an event is in your provinces."""

    model_config = example(EVENT)

    id: int
    texts: int
    """Told in their own words: a text and its copies are one."""
    posts: int
    """With all copies."""
    sources: int
    """Different ones that told of it."""
    first_at: datetime
    last_at: datetime
    lead: PostOut
    """Its earliest post."""


class EventsOut(BaseModel):
    model_config = example({"events": [EVENT], "next_cursor": None})

    events: tuple[EventOut, ...]
    next_cursor: str | None


class EventDetail(BaseModel):
    model_config = example({"id": 7, "posts": 5, "sources": 4, "texts": [POST]})

    id: int
    posts: int
    sources: int
    texts: tuple[PostOut, ...]
    """The first post of each text, the earliest first; its `copies` says how many printed it."""


@router.get("/events", summary="Events that began in a window, the most told first", responses=SIGNED_IN | BAD)
def events(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    first: FirstDay = None,
    last: LastDay = None,
    limit: Limit = 25,
    cursor: After = None,
) -> EventsOut:
    """The machine joins texts that name the same enterprise, place, figures or rare words; it may miss some, or err."""
    window = window_of(house.today, first, last)
    mark = mark_of(cursor)
    before = (mark.rank, mark.number) if mark else None
    page, end = cut(event_lists.began(conn, window, limit + 1, before, viewer.provinces), limit)
    return EventsOut(
        events=tuple(_event(one) for one in page), next_cursor=str(Mark(end.texts, end.id)) if end else None
    )


@router.get(
    "/events/{event_id}", summary="The texts of an event; logged", responses=SIGNED_IN | FORBIDDEN | MISSING | BAD
)
def event(conn: ConnOf, viewer: ViewerOf, event_id: EventOf) -> EventDetail:
    """Of the posts in your provinces."""
    found = event_lists.seen(conn, event_id, viewer.provinces)
    audit.add(conn, viewer.id, "event_viewed", f"event:{event_id}")
    return EventDetail(
        id=event_id,
        posts=len(found),
        sources=len({post.source for post in found}),
        texts=tuple(listed(post) for post in event_lists.texts(found)),
    )


def _event(head: EventHead) -> EventOut:
    return EventOut(
        id=head.id,
        texts=head.texts,
        posts=head.posts,
        sources=head.sources,
        first_at=head.first_at,
        last_at=head.last_at,
        lead=listed(head.lead),
    )
