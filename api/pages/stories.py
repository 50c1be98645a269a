"""A story, and taking it apart or putting another to it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Form, Response
from pydantic import AfterValidator, Field

from api.doors import DeciderOf, ViewerOf
from api.house import ConnOf, HouseOf
from api.pages.reply import html, see
from api.problems import BAD_REQUEST, Problem
from api.scope import PostOf, StoryOf, require
from api.values import clean
from dashboards.story import story_page
from store import audit, posts, regrouping

router = APIRouter()
_NUMBER: Final = re.compile(r"(?:\S*/tin/)?([1-9][0-9]{0,17})(?:[?#]\S*)?")


@router.get("/chuyen/{story_id}")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf, story_id: StoryOf) -> Response:
    page = story_page(conn, viewer, house.reference, story_id)
    audit.add(conn, viewer.id, "story_viewed", f"story:{story_id}")
    return html(house, page)


@router.post("/chuyen/{story_id}/tach")
def separate(
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    story_id: StoryOf,
    chosen: Annotated[list[Annotated[int, Field(ge=1, le=2**62)]], Form(max_length=500)] = [],  # noqa: B006
) -> Response:
    page = story_page(conn, viewer, house.reference, story_id)
    members = {line.post_id for line in page.lines}
    wanted = [post_id for post_id in dict.fromkeys(chosen) if post_id in members]
    if not wanted or len(wanted) == len(members):
        problem = "Hãy đánh dấu một số tin, không phải tất cả."
        return html(house, replace(page, problem=problem), 422)
    regrouping.separate(conn, wanted, viewer.id)
    audit.add(conn, viewer.id, "story_separated", f"story:{story_id}", {"posts": wanted})
    return see(f"/tin/{wanted[0]}")


@router.post("/tin/{post_id}/gop")
def unite(
    conn: ConnOf,
    viewer: DeciderOf,
    post_id: PostOf,
    other: Annotated[str, Form(max_length=200), AfterValidator(clean)],
) -> Response:
    wanted = number_in(other, post_id)
    regrouping.unite(conn, post_id, require(conn, viewer, wanted), viewer.id)
    audit.add(conn, viewer.id, "story_united", f"post:{post_id}", {"with": wanted})
    return see(f"/chuyen/{posts.get(conn, post_id).story_id}")


def number_in(other: str, post_id: int) -> int:
    """Of the post whose number or address was pasted. Raises Problem for anything else, and for the post itself."""
    match = _NUMBER.fullmatch(other.strip())
    if match is None or int(match[1]) == post_id:
        raise Problem(BAD_REQUEST, "Hãy chép địa chỉ từ trang của tin kia, ví dụ /tin/4711.")
    return int(match[1])
