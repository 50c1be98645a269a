"""Who works on a post, and until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.assigning import assign
from api.deciding import Refused
from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf
from api.once import OnceOf
from api.paging import After, Limit, Mark, cut, mark_of
from api.problems import Problem
from api.scope import PostOf
from api.v1.examples import example
from api.v1.refusals import BAD, FORBIDDEN, MEANWHILE, MISSING, SIGNED_IN
from api.values import Revision, Text
from store import assignments
from store.assignments import Assignment, Task

router = APIRouter(tags=["reviews"])


class AssignmentIn(BaseModel):
    model_config = example({"assignee_id": 3, "due": "2026-11-24", "note": "Gọi công đoàn cơ sở", "revision": 0}) | {
        "extra": "forbid"
    }

    assignee_id: Annotated[int, Field(ge=1, le=2**62)] | None
    """Null takes the post from whoever had it."""
    due: date | None = None
    note: Text = ""
    revision: Revision
    """`revision` of the assignment that you have seen, 0 for none."""


ASSIGNMENT: Final = {
    "post_id": 4711,
    "revision": 1,
    "assignee_id": 3,
    "assignee": "Lê Minh",
    "due": "2026-11-24",
    "note": "",
    "assigned_by": "Nguyễn Lan",
    "made_at": "2026-11-20T01:15:00Z",
}


class AssignmentOut(BaseModel):
    model_config = example(ASSIGNMENT)

    post_id: int
    revision: int
    assignee_id: int | None
    assignee: str | None
    due: date | None
    note: str
    assigned_by: str
    made_at: datetime


class AssignmentsOut(BaseModel):
    model_config = example({"assignments": [ASSIGNMENT], "next_cursor": None})

    assignments: tuple[AssignmentOut, ...]
    next_cursor: str | None


@router.get("/assignments", summary="What staff still have to do, most pressing first", responses=SIGNED_IN | BAD)
def work(conn: ConnOf, viewer: ViewerOf, mine: bool = True, limit: Limit = 50, cursor: After = None) -> AssignmentsOut:
    mark = mark_of(cursor)
    found = assignments.work(
        conn,
        viewer.id if mine else None,
        viewer.provinces,
        limit=limit + 1,
        before=(mark.rank, mark.number) if mark else None,
    )
    page, end = cut(found, limit)
    return AssignmentsOut(
        assignments=tuple(_assignment(one.assignment) for one in page),
        next_cursor=str(Mark(end.pressing, end.post.id)) if end else None,
    )


@router.put(
    "/posts/{post_id}/assignment",
    summary="Hand a post to somebody",
    response_model=AssignmentOut,
    responses=SIGNED_IN | FORBIDDEN | MISSING | MEANWHILE | BAD,
)
def hand_over(*, conn: ConnOf, viewer: DeciderOf, once: OnceOf, post_id: PostOf, given: AssignmentIn) -> Response:
    def act() -> AssignmentOut:
        try:
            assign(conn, Task(post_id, given.assignee_id, given.due, given.note, viewer.id, given.revision))
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _assignment(assignments.of(conn, [post_id])[post_id])

    return once.do(given, act)


def _assignment(given: Assignment) -> AssignmentOut:
    return AssignmentOut(
        post_id=given.post_id,
        revision=given.revision,
        assignee_id=given.assignee_id,
        assignee=given.assignee,
        due=given.due,
        note=given.note,
        assigned_by=given.assigned_by,
        made_at=given.made_at,
    )
