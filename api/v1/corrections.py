"""Labels that staff put right."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api.correcting import correct
from api.deciding import Refused
from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.once import OnceOf
from api.paging import Mark, cut
from api.problems import Problem
from api.scope import PostOf
from api.v1.changes import ChangesAsked
from api.v1.examples import example
from api.v1.refusals import BAD, FORBIDDEN, MEANWHILE, MISSING, SIGNED_IN
from api.values import Line, Revision
from store import corrections, lists

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


CORRECTION: Final = {
    "revision": 1,
    "task": "topic:no-luong",
    "value": True,
    "said": False,
    "who": "Nguyễn Lan",
    "made_at": "2026-11-20T01:15:00Z",
}


class CorrectionOut(BaseModel):
    model_config = example(CORRECTION)

    revision: int
    task: str
    value: bool | str | None
    said: bool | str | None
    """What the model said then."""
    who: str
    made_at: datetime


class CorrectionsAsked(ChangesAsked):
    task: Annotated[Line | None, Field(description="Only of this task", examples=["sentiment"])] = None


class ListedCorrectionOut(CorrectionOut):
    model_config = example({"post_id": 4711, **CORRECTION})

    post_id: int


class CorrectionsOut(BaseModel):
    model_config = example({"corrections": [{"post_id": 4711, **CORRECTION}], "next_cursor": None})

    corrections: tuple[ListedCorrectionOut, ...]
    next_cursor: str | None


@router.get("/corrections", summary="Labels that staff put right, newest first", responses=SIGNED_IN | BAD)
def every(conn: ConnOf, viewer: ViewerOf, given: Annotated[CorrectionsAsked, Query()]) -> CorrectionsOut:
    page, end = cut(lists.corrections(conn, given.page(viewer, given.task)), given.limit)
    return CorrectionsOut(
        corrections=tuple(
            ListedCorrectionOut(post_id=one.post_id, **dict(_corrections([one.correction])[0])) for one in page
        ),
        next_cursor=str(Mark(0, end.id)) if end else None,
    )


@router.get("/posts/{post_id}/corrections", summary="Corrections of a post", responses=SIGNED_IN | MISSING | BAD)
def history(conn: ConnOf, _viewer: ViewerOf, post_id: PostOf) -> list[CorrectionOut]:
    return _corrections(corrections.history(conn, post_id))


@router.post(
    "/posts/{post_id}/corrections",
    summary="Put a label right",
    status_code=201,
    response_model=CorrectionOut,
    responses=SIGNED_IN | FORBIDDEN | MISSING | MEANWHILE | BAD,
)
def put_right(
    *, house: HouseOf, conn: ConnOf, viewer: DeciderOf, once: OnceOf, post_id: PostOf, given: CorrectionIn
) -> Response:
    """409 when somebody corrected in the meantime: nothing is written."""

    def act() -> CorrectionOut:
        try:
            correct(conn, viewer, house.reference, post_id, task=given.task, value=given.value, revision=given.revision)
        except Refused as refused:
            raise Problem(refused.kind, refused.sentence) from refused
        return _corrections(corrections.history(conn, post_id)[:1])[0]

    return once.do(given, act, 201)


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
