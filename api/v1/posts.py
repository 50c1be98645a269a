"""Posts by what they say, and one of them whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.asking import PostFilters, fault
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.problems import BAD_REQUEST, Problem, Wrong
from api.v1.posts_out import PostDetail, PostsOut, detailed, listed
from api.v1.refusals import BAD, MISSING, SIGNED_IN
from api.values import Id
from dashboards.search import MOST
from store import audit, posts, reviews

router = APIRouter(tags=["posts"])


class PostsAsked(PostFilters):
    limit: Annotated[int, Field(ge=1, le=100, description="Posts a page")] = 25


@router.get("/posts", summary="Posts, newest first, page by page", responses=SIGNED_IN | BAD)
def search(house: HouseOf, conn: ConnOf, _viewer: ViewerOf, given: Annotated[PostsAsked, Query()]) -> PostsOut:
    """All conditions can be combined; follow `next_cursor` until it is null."""
    asked = given.asked()
    wrong = fault(asked.filters, house.reference)
    if wrong is not None:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong(*wrong)])
    page = posts.search(conn, replace(asked.query(given.limit), cursor=asked.cursor))
    return PostsOut(
        posts=tuple(listed(post) for post in page.posts),
        total=posts.count(conn, asked.query(1), most=MOST),
        next_cursor=page.next_cursor,
    )


@router.get("/posts/{post_id}", summary="One post with its text; logged", responses=SIGNED_IN | MISSING | BAD)
def one(conn: ConnOf, viewer: ViewerOf, post_id: Id) -> PostDetail:
    post = posts.get(conn, post_id)
    audit.add(conn, viewer.id, "post_viewed", f"post:{post_id}")
    return detailed(post, reviews.history(conn, post_id), len(posts.revisions(conn, post_id)))
