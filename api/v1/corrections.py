"""Labels that staff put right, and who works on a post."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.assigning import assign
from api.correcting import correct
from api.deciding import Refused
from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.once import OnceOf
from api.problems import Problem
from api.v1.examples import example
from api.v1.refusals import BAD, FORBIDDEN, MEANWHILE, MISSING, SIGNED_IN
from api.values import Id, Line, Revision, Text
from store import assignments, corrections, posts
from store.assignments import Assignment, Task

router = APIRouter(tags=["reviews"])


class CorrectionIn(BaseModel):
    model_config = example({"task": "topic:no-luong", "value": True, "revision": 0}) | {"extra": "forbid"}

    task: Line
    """`sentiment`, `needs_answer`, `topic:<slug>`, `target:<target>` or `place:<two-digit code>`."""
    value: bool | Annotated[str, Field(max_length=20)] | None
    """True or false for topics, places and `needs_answer`; else a sentiment (`none`: the target is not spoken of).
    Null takes a correction back."""
    revision: Revision
    """Corrections that you have seen on this post, 0 for none."""


class CorrectionOut(BaseModel):
    model_config = example(
        {
            "revision": 1,
            "task": "topic:no-luong",
            "value": True,
            "said": False,
            "who": "Nguyễn Lan",
            "made_at": "2026-11-20T01:15:00Z",
        }
    )

    revision: int
    task: str
    value: bool | str | None
    said: bool | str | None
    """What the model said then."""
    who: str
    made_at: datetime


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


class AssignmentOut(BaseModel):
    model_config = example(
        {
            "post_id": 4711,
            "revision": 1,
            "assignee_id": 3,
            "assignee": "Lê Minh",
            "due": "2026-11-24",
            "note": "",
            "assigned_by": "Nguyễn Lan",
            "made_at": "2026-11-20T01:15:00Z",
        }
    )

    post_id: int
    revision: int
    assignee_id: int | None
    assignee: str | None
    due: date | None
    note: str
    assigned_by: str
    made_at: datetime


@router.get("/posts/{post_id}/corrections", summary="Corrections of a post", responses=SIGNED_IN | MISSING | BAD)
def history(conn: ConnOf, _viewer: ViewerOf, post_id: Id) -> list[CorrectionOut]:
    posts.get(conn, post_id)
    return _corrections(corrections.history(conn, post_id))


@router.post(
    "/posts/{post_id}/corrections",
    summary="Put a label right",
    status_code=201,
    response_model=CorrectionOut,
    responses=SIGNED_IN | FORBIDDEN | MISSING | MEANWHILE | BAD,
)
def put_right(
    *, house: HouseOf, conn: ConnOf, viewer: DeciderOf, once: OnceOf, post_id: Id, given: CorrectionIn
) -> Response:
    """409 when somebody corrected in the meantime: nothing is written."""

    def act() -> CorrectionOut:
        try:
            correct(conn, viewer, house.reference, post_id, task=given.task, value=given.value, revision=given.revision)
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _corrections(corrections.history(conn, post_id)[:1])[0]

    return once.do(given, act, 201)


@router.get("/assignments", summary="What staff still have to do, most pressing first", responses=SIGNED_IN | BAD)
def work(conn: ConnOf, viewer: ViewerOf, mine: bool = True) -> list[AssignmentOut]:
    return [_assignment(one.assignment) for one in assignments.work(conn, viewer.id if mine else None)]


@router.put(
    "/posts/{post_id}/assignment",
    summary="Hand a post to somebody",
    response_model=AssignmentOut,
    responses=SIGNED_IN | FORBIDDEN | MISSING | MEANWHILE | BAD,
)
def hand_over(*, conn: ConnOf, viewer: DeciderOf, once: OnceOf, post_id: Id, given: AssignmentIn) -> Response:
    def act() -> AssignmentOut:
        try:
            assign(conn, Task(post_id, given.assignee_id, given.due, given.note, viewer.id, given.revision))
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _assignment(assignments.of(conn, [post_id])[post_id])

    return once.do(given, act)


def _corrections(found: list[corrections.PastCorrection]) -> list[CorrectionOut]:
    return [
        CorrectionOut(
            revision=one.revision,
            task=one.task,
            value=one.value,
            said=one.said,
            who=one.who,
            made_at=one.made_at,
        )
        for one in found
    ]


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
