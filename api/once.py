"""Idempotency-Key: a write that is sent again, because its answer was lost, is done once and answered as before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.doors import ViewerOf
from api.house import ConnOf
from api.problems import REPEATED, Problem
from dashboards.viewer import Viewer
from store import repeats
from store.db import Conn

REPLAYED: Final = "Idempotent-Replayed"
Key = Annotated[
    str | None,
    Header(
        pattern=r"^[A-Za-z0-9_.:-]{8,100}$",
        description="Choose one for each write; sent again within a day, the write is not done twice",
        examples=["6f1c2c1e-9d8e-4a3e-8f0e-0a1b2c3d4e5f"],
    ),
]


@dataclass(frozen=True, slots=True)
class Once:
    conn: Conn
    viewer: Viewer
    key: str | None
    place: str
    """Method and path: a key belongs to what it was first used for."""

    def do(
        self,
        given: BaseModel | None,
        act: Callable[[], BaseModel | None],
        status: int = 200,
        *,
        once_only: frozenset[str] = frozenset(),
    ) -> Response:
        """The answer of `act`, or what was answered the first time. Raises Problem for a key of another request.

        Fields of `once_only` are not kept for a second answer, which says null there: a secret is never stored with it.
        """
        if self.key is None:
            return _response(status, _text(act()))
        request = hashlib.sha256(f"{self.place}\n{_canonical(given)}".encode()).digest()
        before = repeats.begin(self.conn, self.viewer.id, self.key, request)
        if before is None:
            answer = act()
            kept = answer.model_copy(update=dict.fromkeys(once_only)) if answer and once_only else answer
            repeats.finish(self.conn, self.viewer.id, self.key, status, _text(kept))
            return _response(status, _text(answer))
        if before.request != request:
            raise Problem(REPEATED, "Idempotency-Key này đã dùng cho một yêu cầu khác; hãy chọn khóa mới.")
        return _response(before.status, before.answer, {REPLAYED: "true"})


def once_of(request: Request, conn: ConnOf, viewer: ViewerOf, idempotency_key: Key = None) -> Once:
    return Once(conn, viewer, idempotency_key, f"{request.method} {request.url.path}")


OnceOf = Annotated[Once, Depends(once_of)]


def _canonical(given: BaseModel | None) -> str:
    return "" if given is None else json.dumps(given.model_dump(mode="json"), sort_keys=True)


def _text(answer: BaseModel | None) -> str:
    return "" if answer is None else answer.model_dump_json()


def _response(status: int, answer: str, headers: dict[str, Any] | None = None) -> Response:
    return Response(answer or None, status, headers, "application/json" if answer else None)
