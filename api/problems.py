"""Refusals in plain words: RFC 9457 documents for programs, a page for people.

`title` is English and the same for every problem of its type; `detail` is a Vietnamese sentence that may be shown to
staff as it is. Neither ever holds the text of a post or of an exception.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import Request
from starlette.responses import JSONResponse, Response

MEDIA_TYPE: Final = "application/problem+json"
API: Final = "/api/"


@dataclass(frozen=True, slots=True)
class Kind:
    slug: str
    status: int
    title: str
    heading: str
    """For people, above the sentence."""


BAD_REQUEST: Final = Kind("bad-request", 422, "The request cannot be understood", "Yêu cầu chưa đúng")
NOT_SIGNED_IN: Final = Kind("not-signed-in", 401, "Sign in first", "Cần đăng nhập")
SIGN_IN_REFUSED: Final = Kind("sign-in-refused", 401, "Wrong login or password", "Không đăng nhập được")
TOO_MANY_TRIES: Final = Kind("too-many-tries", 429, "Too many failed sign-ins", "Thử lại sau ít phút")
NOT_ALLOWED: Final = Kind("not-allowed", 403, "Your role does not allow this", "Không có quyền")
FOREIGN: Final = Kind("foreign-origin", 403, "Writes from other sites are refused", "Yêu cầu từ trang khác")
TOO_OFTEN: Final = Kind("too-many-requests", 429, "Slow down", "Yêu cầu quá nhanh")
REPEATED: Final = Kind("key-used-before", 422, "The idempotency key belongs to another request", "Khóa đã dùng")
NOT_FOUND: Final = Kind("not-found", 404, "There is no such thing here", "Không tìm thấy")
METHOD: Final = Kind("method-not-allowed", 405, "This address takes other methods", "Yêu cầu chưa đúng")
CONFLICT: Final = Kind("decided-meanwhile", 409, "Somebody decided in the meantime", "Có người vừa quyết định")
TOO_LARGE: Final = Kind("too-large", 413, "The request is too large", "Yêu cầu quá lớn")
NOT_INSTALLED: Final = Kind("not-installed", 501, "This installation lacks a part", "Chưa cài đủ")
UNAVAILABLE: Final = Kind("unavailable", 503, "The database does not answer", "Cơ sở dữ liệu chưa sẵn sàng")
BROKEN: Final = Kind("error", 500, "The program failed", "Chương trình gặp lỗi")

KINDS: Final = (
    BAD_REQUEST,
    NOT_SIGNED_IN,
    SIGN_IN_REFUSED,
    TOO_MANY_TRIES,
    TOO_OFTEN,
    REPEATED,
    NOT_ALLOWED,
    FOREIGN,
    NOT_FOUND,
    METHOD,
    CONFLICT,
    TOO_LARGE,
    NOT_INSTALLED,
    UNAVAILABLE,
    BROKEN,
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One parameter and what is wrong with it."""

    parameter: str
    detail: str


@dataclass
class Problem(Exception):  # noqa: N818  the word of RFC 9457
    """Raise it anywhere in a request; it becomes the answer."""

    kind: Kind
    detail: str
    wrong: Sequence[Wrong] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.kind.slug}: {self.detail}"


def document(problem: Problem) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": f"/api/v1/docs#{problem.kind.slug}",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
    }
    if problem.wrong:
        body["errors"] = [{"parameter": one.parameter, "detail": one.detail} for one in problem.wrong]
    return body


def as_json(problem: Problem) -> Response:
    return JSONResponse(document(problem), problem.kind.status, dict(problem.headers), MEDIA_TYPE)


def for_program(request: Request) -> bool:
    return request.url.path.startswith(API)
