"""A flash report from the page of a post: one page on its case, a draft like every report."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.doors import DeciderOf
from api.house import ConnOf, HouseOf
from api.pages.reply import see
from api.problems import NOT_ALLOWED, NOT_FOUND, Problem
from api.scope import PostOf
from store.errors import NotFound

router = APIRouter()

WHOLE = "Báo cáo nhanh gồm mọi tin của vụ việc trong cả nước; hãy nhờ người phụ trách cả nước lập."
NO_CASE = "Tin này không có trong số tin mà báo cáo được nêu, nên không lập báo cáo nhanh về nó được."


@router.post("/tin/{post_id}/bao-cao-nhanh")
def make(house: HouseOf, conn: ConnOf, viewer: DeciderOf, post_id: PostOf) -> Response:
    from pipeline.papers import make_flash

    if viewer.provinces is not None:
        raise Problem(NOT_ALLOWED, WHOLE)
    try:
        report_id = make_flash(conn, house.settings, post_id, house.now(), made_by=viewer.id)
    except NotFound as error:
        raise Problem(NOT_FOUND, NO_CASE) from error
    return see(f"/bao-cao/{report_id}?xong=lap")
