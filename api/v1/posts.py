"""Posts by what they say, and one of them whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator, Field

from api.asking import Counted, PostFilters, checked
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.scope import PostOf
from api.v1.posts_out import PostDetail, PostOut, PostsOut, SparseOut, SparsePostsOut, detailed, listed
from api.v1.refusals import BAD, MISSING, SIGNED_IN
from api.values import names_of
from store import audit, events, posts, reviews
from store.counting import count_all

router = APIRouter(tags=["posts"])


class PostsAsked(PostFilters, Counted):
    limit: Annotated[int, Field(ge=1, le=100, description="Posts a page")] = 25
    fields: Annotated[
        str,
        Field(max_length=500, description="Only these fields, with commas between", examples=["id,title,published_at"]),
        AfterValidator(names_of(PostOut.model_fields)),
    ] = ""


@router.get(
    "/posts", summary="Posts, newest first, page by page", responses=SIGNED_IN | BAD, response_model_exclude_unset=True
)
def search(
    house: HouseOf, conn: ConnOf, viewer: ViewerOf, given: Annotated[PostsAsked, Query()]
) -> PostsOut | SparsePostsOut:
    """All conditions can be combined; follow `next_cursor` until it is null. Counting one by one stops at 1000,
    unless `count` says otherwise."""
    asked = checked(given, house.reference, viewer)
    answer = posts.find(conn, replace(asked.query(given.limit), cursor=asked.cursor))
    page, total, more = answer.page, answer.tally.posts, answer.tally.more
    if more and given.count == "exact" and (counted := count_all(conn, asked.query(given.limit))) is not None:
        total, more = counted, False
    found = tuple(listed(post) for post in page.posts)
    if not given.fields:
        return PostsOut(posts=found, total=total, more=more, next_cursor=page.next_cursor)
    wanted = set(given.fields.split(","))
    sparse = tuple(SparseOut(**{name: getattr(post, name) for name in wanted}) for post in found)
    return SparsePostsOut(posts=sparse, total=total, more=more, next_cursor=page.next_cursor)


@router.get("/posts/{post_id}", summary="One post with its text; logged", responses=SIGNED_IN | MISSING | BAD)
def one(conn: ConnOf, viewer: ViewerOf, post_id: PostOf) -> PostDetail:
    post = posts.get(conn, post_id)
    audit.add(conn, viewer.id, "post_viewed", f"post:{post_id}")
    versions = len(posts.revisions(conn, post_id))
    return detailed(post, reviews.history(conn, post_id), versions, events.of(conn, post_id))
