"""Administration by form; every step is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Form, Query, Response
from pydantic import AfterValidator

from api import accounts
from api.doors import AdminOf
from api.house import ConnOf, House, HouseOf
from api.pages.reply import html, see
from api.problems import BAD_REQUEST, NOT_FOUND, Problem
from api.values import Id, clean
from dashboards.administration import AdminPage, admin_page
from dashboards.formats import vietnamese_order
from dashboards.viewer import Viewer
from domain.settings import ROOT
from store import audit, keys, removal, users
from store.db import Conn
from store.errors import Taken
from store.users import Role

router = APIRouter(prefix="/quan-tri")
HOME: Final = "/quan-tri"


def _page(house: House, conn: Conn, viewer: Viewer, before: int | None = None) -> AdminPage:
    page = admin_page(conn, viewer, ROOT / "config", house.now(), before)
    provinces = house.reference.provinces
    return replace(page, provinces=tuple(sorted(provinces.items(), key=lambda pair: vietnamese_order(pair[1]))))


@router.get("")
def show(
    house: HouseOf, conn: ConnOf, viewer: AdminOf, truoc: Annotated[int | None, Query(ge=1, le=2**62)] = None
) -> Response:
    return html(house, _page(house, conn, viewer, truoc))


@router.post("/nguoi")
def add(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: AdminOf,
    login: Annotated[str, Form(max_length=60, pattern=r"^[a-z0-9._-]+$")],
    name: Annotated[str, Form(max_length=100, pattern=r"\S"), AfterValidator(clean)],
    role: Annotated[Role, Form()],
    province: Annotated[list[str], Form(max_length=34)] = [],  # noqa: B006  FastAPI copies it
) -> Response:
    _known(house, province)
    password = accounts.random_password()
    try:
        user = users.create(conn, login, " ".join(name.split()), role, accounts.hashed(password), provinces=province)
    except Taken:
        problem = "Tên đăng nhập này đã có người dùng."
        return html(house, replace(_page(house, conn, viewer), problem=problem), 422)
    audit.add(conn, viewer.id, "user_created", f"user:{user.id}", {"role": role.value, "provinces": province})
    return html(house, replace(_page(house, conn, viewer), done=f"Đã thêm {user.name}.", secret=password))


@router.post("/nguoi/{user_id}")
def change(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: AdminOf,
    user_id: Id,
    role: Annotated[Role, Form()],
    active: Annotated[bool, Form()],
    province: Annotated[list[str], Form(max_length=34)] = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """No province means all of them."""
    _not_me(viewer, user_id)
    _known(house, province)
    users.change(conn, user_id, role=role, active=active, provinces=province)
    detail = {"role": role.value, "active": active, "provinces": province}
    audit.add(conn, viewer.id, "user_changed", f"user:{user_id}", detail)
    return see(f"{HOME}#nguoi")


@router.post("/nguoi/{user_id}/mat-khau")
def reset(house: HouseOf, conn: ConnOf, viewer: AdminOf, user_id: Id) -> Response:
    _not_me(viewer, user_id)
    user, password = users.get(conn, user_id), accounts.random_password()
    users.set_password(conn, user_id, accounts.hashed(password))
    audit.add(conn, viewer.id, "password_reset", f"user:{user_id}")
    return html(house, replace(_page(house, conn, viewer), done=f"Đã đặt lại cho {user.name}.", secret=password))


@router.post("/khoa/{key_id}/thu-hoi")
def revoke(conn: ConnOf, viewer: AdminOf, key_id: Id) -> Response:
    if not keys.revoke(conn, key_id):
        raise Problem(NOT_FOUND, "Không có khóa này, hoặc đã thu hồi rồi.")
    audit.add(conn, viewer.id, "key_revoked", f"key:{key_id}")
    return see(f"{HOME}#khoa")


@router.post("/xoa")
def erase(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: AdminOf,
    what: Annotated[str, Form(max_length=2000), AfterValidator(clean)],
    sure: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """By number or address. The log keeps numbers only: an address may say what is to be forgotten."""
    what = what.strip()
    number = int(what) if what.isascii() and what.isdigit() and len(what) < 18 else None
    gone = removal.remove(conn, post_id=number, url=None if number else what) if sure == "yes" else []
    if not gone:
        problem = "Không có tin nào như vậy, hoặc ô xác nhận chưa được đánh dấu."
        return html(house, replace(_page(house, conn, viewer), problem=problem), 422)
    audit.add(conn, viewer.id, "posts_erased", f"post:{gone[0]}", {"posts": gone})
    return html(house, replace(_page(house, conn, viewer), done=f"Đã xóa {len(gone)} tin."))


def _known(house: House, codes: list[str]) -> None:
    if any(code not in house.reference.provinces for code in codes):
        raise Problem(BAD_REQUEST, "Không có mã tỉnh, thành phố này.")


def _not_me(viewer: Viewer, user_id: int) -> None:
    """Nobody locks themselves out, or leaves the house without an administrator."""
    if user_id == viewer.id:
        raise Problem(BAD_REQUEST, "Hãy nhờ một quản trị khác đổi vai trò của chính bạn.")
