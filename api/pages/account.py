"""One's own password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api import doors
from api.doors import ViewerOf
from api.house import HouseOf
from api.pages.reply import html
from api.problems import Problem
from dashboards.account import SHORTEST, account_page

router = APIRouter()


@router.get("/tai-khoan")
def show(house: HouseOf, viewer: ViewerOf) -> Response:
    return html(house, account_page(viewer))


@router.post("/tai-khoan")
def change(
    request: Request,
    house: HouseOf,
    viewer: ViewerOf,
    old: Annotated[str, Form(max_length=200)] = "",
    new: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Every other session of the account ends; this one goes on under a new id."""
    if len(new) < SHORTEST:
        return html(house, account_page(viewer, problem=f"Mật khẩu mới cần ít nhất {SHORTEST} ký tự."), 422)
    address = doors.address_of(request)
    try:
        opened = doors.renew(house, viewer, old, new, address)
    except Problem as problem:
        return html(house, account_page(viewer, problem=problem.detail), problem.kind.status)
    response = html(house, account_page(viewer, done="Đã đổi mật khẩu. Các máy khác đang đăng nhập đã bị thoát ra."))
    doors.give_cookie(request, response, opened.token)
    return response
