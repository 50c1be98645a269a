"""The models: looked at by everybody, chosen by leads and administrators, each step confirmed and logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Form, Response

from api.doors import ViewerOf
from api.house import ConnOf, House, HouseOf
from api.pages.reply import html, see
from api.problems import NOT_ALLOWED, Problem
from dashboards.models import ModelsPage, models_page
from dashboards.viewer import Viewer
from pipeline import shelf
from pipeline.shelf import ShelfError
from store import audit
from store.db import Conn

router = APIRouter(prefix="/mo-hinh")
HOME: Final = "/mo-hinh"
Sure = Annotated[str, Form(max_length=3)]


@router.get("")
def show(house: HouseOf, conn: ConnOf, viewer: ViewerOf) -> Response:
    return html(house, _page(house, conn, viewer))


@router.post("/dung")
def promote(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    version: Annotated[str, Form(max_length=61, pattern=r"^[a-z0-9][a-z0-9.-]+$")],
    sure: Sure = "",
) -> Response:
    def chosen() -> str:
        shelf.promote(house.settings.models, version)
        return version

    return _switched(house, conn, viewer, action="model_promoted", sure=sure, switch=chosen)


@router.post("/quay-ve")
def go_back(*, house: HouseOf, conn: ConnOf, viewer: ViewerOf, sure: Sure = "") -> Response:
    folder = house.settings.models
    return _switched(house, conn, viewer, action="model_rolled_back", sure=sure, switch=lambda: shelf.go_back(folder))


def _switched(
    house: House, conn: Conn, viewer: Viewer, *, action: str, sure: str, switch: Callable[[], str]
) -> Response:
    if not viewer.leads:
        raise Problem(NOT_ALLOWED, "Việc này dành cho trưởng nhóm và quản trị.")
    if sure != "yes":
        return html(house, replace(_page(house, conn, viewer), problem="Hãy đánh dấu vào ô xác nhận rồi bấm lại."), 422)
    try:
        version = switch()
    except ShelfError:
        problem = "Không chọn được: mô hình ấy không có, bị hỏng, hoặc không có mô hình nào trước đó. Chưa đổi gì."
        return html(house, replace(_page(house, conn, viewer), problem=problem), 422)
    audit.add(conn, viewer.id, action, f"model:{version}")
    return see(HOME)


def _page(house: House, conn: Conn, viewer: Viewer) -> ModelsPage:
    return models_page(conn, viewer, house.reference, house.settings.models, house.today)
