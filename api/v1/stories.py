"""Stories: what several outlets printed, counted once."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.paging import After, Limit, Mark, cut, mark_of
from api.scope import StoryOf
from api.v1.examples import POST, example
from api.v1.posts_out import PostOut, listed
from api.v1.refusals import BAD, FORBIDDEN, MISSING, SIGNED_IN
from api.v1.windows import FirstDay, LastDay, window_of
from store import audit, lists, posts
from store.errors import NotFound

router = APIRouter(tags=["stories"])

STORY = {"id": 12, "posts": 5, "sources": 4, "first_at": "2026-11-19T23:40:00Z", "lead": POST}


class StoryOut(BaseModel):
    model_config = example(STORY)

    id: int
    posts: int
    sources: int
    """Different ones that carried it."""
    first_at: datetime
    lead: PostOut
    """Its earliest post."""


class StoriesOut(BaseModel):
    model_config = example({"stories": [STORY], "next_cursor": None})

    stories: tuple[StoryOut, ...]
    next_cursor: str | None


class StoryDetail(BaseModel):
    model_config = example({"id": 12, "posts": [POST]})

    id: int
    posts: tuple[PostOut, ...]
    """The earliest first."""


@router.get("/stories", summary="Stories that began in a window, the most copied first", responses=SIGNED_IN | BAD)
def stories(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    first: FirstDay = None,
    last: LastDay = None,
    limit: Limit = 25,
    cursor: After = None,
) -> StoriesOut:
    window = window_of(house.today, first, last)
    mark = mark_of(cursor)
    before = (mark.rank, mark.number) if mark else None
    page, end = cut(lists.stories(conn, window, limit + 1, before, viewer.provinces), limit)
    return StoriesOut(
        stories=tuple(
            StoryOut(id=one.id, posts=one.posts, sources=one.sources, first_at=one.first_at, lead=listed(one.lead))
            for one in page
        ),
        next_cursor=str(Mark(end.posts, end.id)) if end else None,
    )


@router.get(
    "/stories/{story_id}", summary="The posts of a story; logged", responses=SIGNED_IN | FORBIDDEN | MISSING | BAD
)
def story(conn: ConnOf, viewer: ViewerOf, story_id: StoryOf) -> StoryDetail:
    found = posts.story(conn, story_id)
    if not found:
        raise NotFound(f"there is no story {story_id}")
    audit.add(conn, viewer.id, "story_viewed", f"story:{story_id}")
    return StoryDetail(id=story_id, posts=tuple(listed(post) for post in found))
