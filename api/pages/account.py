"""One's own password, and keys for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import AfterValidator, Field

from api import doors
from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.keys import LIFETIMES, make_key
from api.pages.reply import html, see
from api.problems import NOT_FOUND, Problem
from api.values import Id, clean
from dashboards.account import SHORTEST, account_page, with_words
from store import audit, keys
from store.keys import Scope

router = APIRouter()


@router.get("/tai-khoan")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    return html(house, account_page(conn, viewer, house.now()))


@router.post("/tai-khoan")
def change(
    *,
    request: Request,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    old: Annotated[str, Form(max_length=200)] = "",
    new: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Every other session of the account ends; this one goes on under a new id."""
    page = account_page(conn, viewer, house.now())
    if len(new) < SHORTEST:
        return html(house, with_words(page, problem=f"Mật khẩu mới cần ít nhất {SHORTEST} ký tự."), 422)
    try:
        opened = doors.renew(house, viewer, old, new, doors.address_of(request))
    except Problem as problem:
        return html(house, with_words(page, problem=problem.detail), problem.kind.status)
    done = "Đã đổi mật khẩu. Các máy khác đang đăng nhập đã bị thoát ra."
    response = html(house, with_words(page, done=done))
    doors.give_cookie(request, response, opened.token)
    return response


@router.post("/tai-khoan/khoa")
def add_key(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    name: Annotated[str, Form(max_length=80), AfterValidator(clean)] = "",
    scope: Annotated[list[Scope], Form(max_length=3)] = [],  # noqa: B006  FastAPI copies it
    days: Annotated[int, Form(), Field(ge=1, le=max(LIFETIMES))] = LIFETIMES[1],
) -> Response:
    """The key is on this answer and nowhere else."""
    if not name.strip() or not scope:
        page = account_page(conn, viewer, house.now())
        return html(house, with_words(page, problem="Hãy đặt tên cho khóa và chọn ít nhất một quyền."), 422)
    key = make_key(conn, viewer, " ".join(name.split()), frozenset(scope), days=days, now=house.now())
    return html(house, with_words(account_page(conn, viewer, house.now()), new_key=key))


@router.post("/tai-khoan/khoa/{key_id}/thu-hoi")
def revoke_key(conn: ConnOf, viewer: ViewerOf, key_id: Id) -> Response:
    if not keys.revoke(conn, key_id, viewer.id):
        raise Problem(NOT_FOUND, "Không có khóa này, hoặc đã thu hồi rồi.")
    audit.add(conn, viewer.id, "key_revoked", f"key:{key_id}")
    return see("/tai-khoan")
