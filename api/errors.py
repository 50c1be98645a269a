"""Whatever goes wrong becomes a problem document for programs and a page for people."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.headers import SECURITY
from api.house import house_of
from api.problems import (
    BAD_REQUEST,
    BROKEN,
    CONFLICT,
    METHOD,
    NOT_FOUND,
    NOT_SIGNED_IN,
    UNAVAILABLE,
    Problem,
    Wrong,
    as_json,
    for_program,
)
from api.wrong import sentences
from dashboards.frame import Frame, MessagePage
from store.errors import BadSearch, DatabaseUnavailable, NotFound, ReviewConflict

UNREADABLE: Final = "không đọc được; hãy gửi JSON hoặc biểu mẫu, chữ theo UTF-8"
PART: Final = "X-Langnghe-Part"
"""A script asks with it for one card instead of a page."""


def answer(request: Request, problem: Problem) -> Response:
    if for_program(request):
        return as_json(problem)
    if problem.kind is NOT_SIGNED_IN and PART not in request.headers:
        return RedirectResponse(f"/dang-nhap?{urlencode({'onward': _onward(request)})}", 303)
    page = MessagePage(Frame(problem.kind.heading, "", None), problem.kind.heading, _whole(problem))
    return HTMLResponse(house_of(request).renderer.page(page), problem.kind.status, dict(problem.headers))


def _onward(request: Request) -> str:
    if request.method != "GET":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


NAMES: Final = {
    "from": "Từ ngày",
    "to": "Đến ngày",
    "ngay": "Ngày",
    "day": "Ngày",
    "den": "Đến ngày",
    "due": "Hạn",
    "q": "Có chữ",
    "topic": "Chủ đề",
    "province": "Tỉnh, thành phố",
    "source": "Nguồn",
    "kind": "Loại tin",
    "name": "Tên",
    "login": "Tên đăng nhập",
    "password": "Mật khẩu",
    "note": "Ghi chú",
    "reason": "Lý do",
}
"""What people read for a field of a page; programs read its own name."""


def _whole(problem: Problem) -> str:
    wrong = (f"“{NAMES.get(one.parameter, one.parameter)}”: {one.detail}." for one in problem.wrong)
    return " ".join([problem.detail, *wrong])


def put_handlers(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(BadSearch, _bad_search)
    app.add_exception_handler(ReviewConflict, _conflict)
    app.add_exception_handler(DatabaseUnavailable, _unavailable)
    app.add_exception_handler(Exception, _broken)


def _problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        raise error
    return answer(request, error)


def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer(request, Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", sentences(error.errors())))


def _http(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    if status == 400:
        # FastAPI says so of a body that is no text at all.
        return answer(request, Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("body", UNREADABLE)]))
    if status == METHOD.status:
        headers = getattr(error, "headers", None) or {}
        return answer(request, Problem(METHOD, "Địa chỉ này không nhận kiểu yêu cầu đó.", headers=headers))
    return answer(request, Problem(NOT_FOUND, "Không có gì ở địa chỉ này."))


def _not_found(request: Request, _error: Exception) -> Response:
    return answer(request, Problem(NOT_FOUND, "Mục này không có, hoặc đã được xóa theo yêu cầu."))


def _bad_search(request: Request, _error: Exception) -> Response:
    return answer(request, Problem(BAD_REQUEST, "Không đọc được câu hỏi; hãy tìm lại từ trang đầu."))


def _conflict(request: Request, _error: Exception) -> Response:
    return answer(request, Problem(CONFLICT, "Có người vừa quyết định về tin này. Hãy xem lại rồi quyết định tiếp."))


def _unavailable(request: Request, _error: Exception) -> Response:
    problem = Problem(
        UNAVAILABLE, "Chưa nối được với cơ sở dữ liệu. Hãy thử lại sau ít giây.", headers={"Retry-After": "5"}
    )
    return answer(request, problem)


def _broken(request: Request, _error: Exception) -> Response:
    """The exception is in the log; nobody outside sees it. No middleware is passed, so the headers go on here."""
    response = answer(
        request, Problem(BROKEN, "Chương trình gặp lỗi và đã ghi lại. Hãy thử lại; nếu còn, báo quản trị.")
    )
    response.headers.update(SECURITY)
    return response
