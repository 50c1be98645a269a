"""What stands before every request: writes from other sites and oversized bodies are refused, headers are put on."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer
from api.headers import OVER_TLS, SECURITY
from api.problems import FOREIGN, TOO_LARGE, Problem
from api.rates import Rate
from api.reception import LARGEST
from reports.uploads import LARGEST as LARGEST_REPORT

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
BODY_LIMIT: Final = 64 * 1024
BODY_LIMITS: Final = (
    (re.compile(r"/nhap-bai"), LARGEST + BODY_LIMIT),
    (re.compile(r"/bao-cao/\d+/tep"), LARGEST_REPORT + BODY_LIMIT),
    (re.compile(r"/bao-cao/\d+/sua"), 8 * BODY_LIMIT),
)
"""Of addresses that take files or long texts."""


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        state = scope.setdefault("state", {})

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _put_headers(message, state.get("rate"), tls=scope["scheme"] == "https")
            await send(message)

        problem = refusal(scope["method"], Headers(scope=scope), limit_of(scope["path"]))
        if problem is None:
            await self.app(scope, receive, send_guarded)
        else:
            await answer(Request(scope), problem)(scope, receive, send_guarded)


def limit_of(path: str) -> int:
    return next((limit for pattern, limit in BODY_LIMITS if pattern.fullmatch(path)), BODY_LIMIT)


def refusal(method: str, headers: Headers, limit: int = BODY_LIMIT) -> Problem | None:
    """Why a request is not even looked at; None for a good one."""
    if method in SAFE:
        return None
    if not from_here(headers):
        return Problem(FOREIGN, "Yêu cầu thay đổi phải được gửi từ chính trang này; hãy mở lại trang rồi làm lại.")
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or (length and not (length.isdigit() and int(length) <= limit)):
        return Problem(TOO_LARGE, f"Nội dung gửi lên quá {limit // 1024} KB hoặc không ghi độ dài.")
    return None


def from_here(headers: Headers) -> bool:
    """Whether a write comes from our own pages or from a program, which sends neither header.

    Every browser that could be misused sends at least one: Sec-Fetch-Site over https and on localhost, else Origin.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""


def _put_headers(message: Message, rate: Rate | None, *, tls: bool) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(rate.headers() if rate else {})
    for name, value in SECURITY.items():
        headers.setdefault(name, value)
    if tls:
        headers.setdefault("Strict-Transport-Security", OVER_TLS)
