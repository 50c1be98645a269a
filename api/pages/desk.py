"""Correcting labels, handing posts over, deciding about many at once, and one's own work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from api.assigning import assign
from api.bulk import decide_all
from api.correcting import correct
from api.deciding import Refused
from api.doors import DeciderOf, ViewerOf
from api.errors import PART
from api.house import ConnOf, HouseOf
from api.pages.part import card_of, held_by, mending, part
from api.pages.reply import html, local, see
from api.problems import BAD_REQUEST
from api.scope import PostOf
from api.values import Line, Revision, Text, clean
from dashboards.assignments import work_page
from dashboards.bulk import bulk_page
from dashboards.corrections import CorrectionError, parse
from dashboards.decisions import REOPENED, Draft
from dashboards.post import post_page
from store.assignments import Task

router = APIRouter()

Blank = BeforeValidator(lambda value: None if value == "" else value)


class AssignForm(BaseModel):
    revision: Revision
    assignee: Annotated[int, Field(ge=0, le=2**62)] = 0
    due: Annotated[date | None, Blank] = None
    note: Text = ""
    back: Annotated[str, Field(max_length=2000)] = ""
    """The list from which a post was taken; empty for its own page."""


class BulkForm(BaseModel):
    chosen: Annotated[list[str], Field(max_length=200)] = []
    decision: Annotated[str, Field(max_length=40)] = ""
    line: Line = ""
    note: Annotated[str, Field(max_length=5000), AfterValidator(clean)] = ""
    back: Annotated[str, Field(max_length=2000)] = "/"
    told: Annotated[str, Field(max_length=3)] = ""
    """`yes`: say how many were decided, with a button that takes it back, before going on."""


@router.get("/tin/{post_id}/sua-nhan")
def look(request: Request, house: HouseOf, conn: ConnOf, viewer: DeciderOf, post_id: PostOf) -> Response:
    """The form alone, for a script that puts it into a card; the post's own page has it anyway."""
    if PART not in request.headers:
        return see(f"/tin/{post_id}#sua-nhan")
    return part(house, mending(conn, viewer, house.reference, post_id))


@router.post("/tin/{post_id}/sua-nhan")
def fix(
    *,
    request: Request,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    post_id: PostOf,
    change: Annotated[str, Form(max_length=100), AfterValidator(clean)],
    revision: Annotated[Revision, Form()],
) -> Response:
    try:
        task, value = parse(change, house.reference)
        correct(conn, viewer, house.reference, post_id, task=task, value=value, revision=revision)
    except (CorrectionError, Refused) as refusal:
        kind, words = (refusal.kind, refusal.sentence) if isinstance(refusal, Refused) else (BAD_REQUEST, str(refusal))
        if PART in request.headers:
            return part(house, mending(conn, viewer, house.reference, post_id, words), kind.status)
        page = post_page(conn, viewer, house.reference, post_id)
        return html(house, replace(page, fixes=page.fixes and replace(page.fixes, problem=words)), kind.status)
    if PART in request.headers:
        return part(house, mending(conn, viewer, house.reference, post_id))
    return see(f"/tin/{post_id}#sua-nhan")


@router.post("/tin/{post_id}/giao")
def hand_over(
    *,
    request: Request,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    post_id: PostOf,
    form: Annotated[AssignForm, Form()],
) -> Response:
    try:
        assign(conn, Task(post_id, form.assignee or None, form.due, form.note.strip(), viewer.id, form.revision))
    except Refused as refusal:
        if PART in request.headers:
            return part(house, held_by(conn, viewer, house.reference, post_id, refusal.sentence), refusal.kind.status)
        page = post_page(conn, viewer, house.reference, post_id)
        owner = page.owner and replace(page.owner, problem=refusal.sentence, note=form.note)
        return html(house, replace(page, owner=owner), refusal.kind.status)
    if PART in request.headers:
        return part(house, card_of(conn, viewer, house.reference, post_id, form.back))
    return see(f"{local(form.back)}#tin-{post_id}" if form.back else f"/tin/{post_id}#giao-viec")


@router.post("/quyet-dinh")
def decide_many(*, house: HouseOf, conn: ConnOf, viewer: DeciderOf, form: Annotated[BulkForm, Form()]) -> Response:
    found = decide_all(conn, viewer, form.chosen, Draft(form.decision, form.line, form.note))
    if found.marks and not found.left and form.told != "yes":
        return see(local(form.back))
    undo = found.marks if form.decision != REOPENED else ()
    page = bulk_page(viewer, len(found.marks), found.left, local(form.back), undo)
    return html(house, page, 409 if found.left else 200 if found.marks else 422)


@router.get("/viec")
def work(
    house: HouseOf, conn: ConnOf, viewer: ViewerOf, ai: Annotated[str, Query(pattern="^(toi|tat-ca)$")] = "toi"
) -> Response:
    return html(house, work_page(conn, viewer, house.reference, house.today, everybody=ai == "tat-ca"))
