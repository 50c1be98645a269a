"""A decision by form: with a script one card comes back, without it the page from which it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import AfterValidator, BaseModel, Field

from api.deciding import Refused, decide
from api.doors import DeciderOf
from api.errors import PART
from api.house import ConnOf, House, HouseOf
from api.pages.part import card_of, part
from api.pages.reply import html, local, see
from api.scope import PostOf
from api.values import Line, Revision, clean
from dashboards.cards import with_problem
from dashboards.decisions import Draft
from dashboards.post import post_page, refused
from dashboards.viewer import Viewer
from store.db import Conn

router = APIRouter()


class DecisionForm(BaseModel):
    decision: Annotated[str, Field(max_length=40)]
    revision: Revision
    line: Line = ""
    # Longer than a note may be: browsers send two characters for the end of a line and count one.
    note: Annotated[str, Field(max_length=5000), AfterValidator(clean)] = ""
    back: Annotated[str, Field(max_length=2000)] = "/"


@dataclass(frozen=True, slots=True)
class Sent:
    """A decision as it came, and to whom the answer goes."""

    house: House
    conn: Conn
    viewer: Viewer
    post_id: int
    back: str
    draft: Draft
    part: bool


@router.post("/tin/{post_id}/quyet-dinh")
def take(
    *,
    request: Request,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    post_id: PostOf,
    form: Annotated[DecisionForm, Form()],
) -> Response:
    draft = Draft(form.decision, form.line, form.note)
    sent = Sent(house, conn, viewer, post_id, local(form.back), draft, PART in request.headers)
    try:
        decide(conn, viewer, post_id, draft, form.revision)
    except Refused as refusal:
        return _card(sent, refusal) if sent.part else _page(sent, refusal)
    return _card(sent, None) if sent.part else see(f"{sent.back}#tin-{post_id}")


def _page(sent: Sent, refusal: Refused) -> Response:
    """The post's own page with everything that the person had written."""
    page = post_page(sent.conn, sent.viewer, sent.house.reference, sent.post_id)
    return html(sent.house, refused(page, refusal.sentence, sent.draft), refusal.kind.status)


def _card(sent: Sent, refusal: Refused | None) -> Response:
    fresh = card_of(sent.conn, sent.viewer, sent.house.reference, sent.post_id, sent.back)
    if refusal is not None:
        fresh = with_problem(fresh, refusal.sentence, sent.draft)
    return part(sent.house, fresh, refusal.kind.status if refusal else 200)
