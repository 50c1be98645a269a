"""Decisions of staff."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.deciding import Refused, decide
from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf
from api.once import OnceOf
from api.paging import Mark, cut
from api.problems import Problem
from api.scope import PostOf
from api.v1.changes import ChangesAsked
from api.v1.examples import REVIEW, example
from api.v1.posts_out import ReviewOut, reviewed
from api.v1.refusals import BAD, FORBIDDEN, MEANWHILE, MISSING, SIGNED_IN
from api.values import Line, Revision, Text
from dashboards.decisions import Draft
from store import lists, reviews
from store.reviews import Decision

router = APIRouter(tags=["reviews"])


class ReviewsAsked(ChangesAsked):
    decision: Decision | None = None


class ListedReviewOut(ReviewOut):
    model_config = example({"post_id": 4711, **REVIEW})

    post_id: int


class ReviewsOut(BaseModel):
    model_config = example({"reviews": [{"post_id": 4711, **REVIEW}], "next_cursor": None})

    reviews: tuple[ListedReviewOut, ...]
    next_cursor: str | None


class DecisionIn(BaseModel):
    model_config = example(
        {
            "decision": "forwarded",
            "line": "Ban Chính sách pháp luật",
            "note": "Trả lời trước thứ Hai",
            "revision": 0,
        }
    ) | {"extra": "forbid"}

    decision: Decision
    revision: Revision
    """Decisions that you have seen on this post: `revision` of the flagged list, 0 for none."""
    line: Line = ""
    """`answered`: address of the public answer. `forwarded`: to whom. `dismissed`: why."""
    note: Text = ""
    """Never the name or number of somebody who wrote."""


@router.get("/reviews", summary="Decisions of staff, newest first", responses=SIGNED_IN | BAD)
def every(conn: ConnOf, viewer: ViewerOf, given: Annotated[ReviewsAsked, Query()]) -> ReviewsOut:
    page, end = cut(lists.reviews(conn, given.page(viewer, given.decision)), given.limit)
    return ReviewsOut(
        reviews=tuple(ListedReviewOut(post_id=one.post_id, **dict(reviewed(one.review))) for one in page),
        next_cursor=str(Mark(0, end.id)) if end else None,
    )


@router.get("/posts/{post_id}/reviews", summary="Decisions on a post", responses=SIGNED_IN | MISSING | BAD)
def history(conn: ConnOf, _viewer: ViewerOf, post_id: PostOf) -> list[ReviewOut]:
    return [reviewed(review) for review in reviews.history(conn, post_id)]


@router.post(
    "/posts/{post_id}/reviews",
    summary="Decide about a post",
    status_code=201,
    response_model=ReviewOut,
    responses=SIGNED_IN | FORBIDDEN | MISSING | MEANWHILE | BAD,
)
def take(conn: ConnOf, viewer: DeciderOf, once: OnceOf, post_id: PostOf, given: DecisionIn) -> Response:
    """409 when somebody decided in the meantime: nothing is written; look again, then send the new revision."""

    def act() -> ReviewOut:
        try:
            decide(conn, viewer, post_id, Draft(given.decision, given.line, given.note), given.revision)
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return reviewed(reviews.history(conn, post_id)[0])

    return once.do(given, act, 201)
