"""Problem documents in the OpenAPI description."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from api.problems import (
    BAD_REQUEST,
    CONFLICT,
    MEDIA_TYPE,
    NOT_ALLOWED,
    NOT_FOUND,
    NOT_INSTALLED,
    NOT_SIGNED_IN,
    SIGN_IN_REFUSED,
    TOO_MANY_TRIES,
    TOO_OFTEN,
    UNAVAILABLE,
    Kind,
    Problem,
    document,
)
from api.v1.examples import PLAIN


class WrongParameter(BaseModel):
    model_config = PLAIN

    parameter: str
    detail: str


class ProblemOut(BaseModel):
    """RFC 9457: `title` is English and stable, `detail` a Vietnamese sentence that may be shown to staff."""

    model_config = PLAIN

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongParameter] = []
    """Each parameter that is wrong."""


def refused(kind: Kind, detail: str) -> dict[int | str, dict[str, Any]]:
    """One entry of a route's `responses`."""
    content = {
        MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "example": document(Problem(kind, detail))}
    }
    return {kind.status: {"description": kind.title, "model": ProblemOut, "content": content}}


EVERYWHERE: Final = refused(UNAVAILABLE, "Chưa nối được với cơ sở dữ liệu. Hãy thử lại sau ít giây.")
SIGNED_IN: Final = refused(NOT_SIGNED_IN, "Hãy đăng nhập; phiên làm việc chưa mở hoặc đã hết hạn.")
BAD: Final = refused(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.")
MISSING: Final = refused(NOT_FOUND, "Mục này không có, hoặc đã được xóa theo yêu cầu.")
FORBIDDEN: Final = refused(NOT_ALLOWED, "Tài khoản này chỉ được xem. Hãy nhờ người duyệt hoặc quản trị.")
MEANWHILE: Final = refused(CONFLICT, "Nguyễn Lan vừa ghi “Đã xử lý” lúc 08:15, 20/11/2026.")
HURRIED: Final = refused(TOO_OFTEN, "Nhiều nhất 60 yêu cầu một phút. Hãy thử lại sau 12 giây.")
WRONG_PASSWORD: Final = refused(SIGN_IN_REFUSED, "Tên đăng nhập hoặc mật khẩu không đúng.")
NO_PARQUET: Final = refused(NOT_INSTALLED, "Máy chủ chưa cài phần xuất Parquet; hãy chọn CSV, JSON hoặc Excel.")
FLOOD: Final = refused(TOO_MANY_TRIES, "Đăng nhập sai nhiều lần quá. Hãy thử lại sau 15 phút.")
