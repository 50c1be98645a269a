"""ETags: whoever asks again for what has not changed gets 304 and no body.

Answers stay `no-store`: a program that keeps the tag keeps the answer on purpose; a browser keeps nothing by itself.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import API


class Fresh:
    """ASGI middleware for the JSON answers of the API. A streamed answer goes through as it comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(API):
            await self.app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "")
        start: Message | None = None
        body = b""

        async def send_fresh(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _whole(message):
                start = message
                return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                await _answer(start, body, known, send)

        await self.app(scope, receive, send_fresh)


def _whole(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return (
        message["status"] == 200 and headers.get("content-type") == "application/json" and "content-length" in headers
    )


async def _answer(start: Message, body: bytes, known: str, send: Send) -> None:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["ETag"] = tag
    same = known.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in known.split(","))
    if same:
        del headers["content-length"], headers["content-type"]
    await send({"type": "http.response.start", "status": 304 if same else start["status"], "headers": headers.raw})
    await send({"type": "http.response.body", "body": b"" if same else body})
