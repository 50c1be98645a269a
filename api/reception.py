"""Where files wait between their preview and their import: in memory, for minutes, and nowhere else."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import IO, TYPE_CHECKING, Final

from api.problems import UNAVAILABLE, Problem
from domain.settings import Settings
from store import models
from store.db import Conn

if TYPE_CHECKING:
    from pipeline.kit import Kit

LARGEST: Final = 10_000_000
"""Bytes of a file that a page takes; longer ones are for the command line."""
WAITS: Final = timedelta(minutes=20)
MOST_WAITING: Final = 8
"""Files of all staff together: they must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that its reviewer looks at. One a person: a new one takes the place of the old."""

    ticket: str
    user_id: int
    name: str
    body: bytes = field(repr=False)
    since: datetime

    def opener(self) -> IO[bytes]:
        return io.BytesIO(self.body)


def load(settings: Settings) -> Kit:
    """The models, which the server needs for imports only, with the live model. Raises Problem where none is live."""
    from models.artifact import ArtifactError
    from pipeline.kit import load_kit

    try:
        return load_kit(settings, {})
    except ArtifactError as error:
        words = "Máy chủ chưa có mô hình đang dùng. Hãy nhờ quản trị chạy `./langnghe models train` rồi thử lại."
        raise Problem(UNAVAILABLE, words) from error


class Reception:
    """Shared by all threads of the server."""

    def __init__(self, settings: Settings, load_kit: Callable[[Settings], Kit] = load) -> None:
        self._settings = settings
        self._load = load_kit
        self._lock = Lock()
        self._waiting: dict[int, Waiting] = {}
        self._kit: Kit | None = None

    def kit(self, conn: Conn) -> Kit:
        """Loaded when first asked for, and again after another model went live. Raises Problem."""
        with self._lock:
            live = models.live(conn)
            if self._kit is None or live not in {None, self._kit.predictor.version}:
                self._kit = self._load(self._settings)
            if live not in {None, self._kit.predictor.version}:
                words = "Một mô hình mới đang được đưa vào dùng. Hãy thử lại sau ít phút."
                raise Problem(UNAVAILABLE, words, headers={"Retry-After": "120"})
            return self._kit

    def take(self, user_id: int, name: str, body: bytes, now: datetime) -> Waiting:
        """Raises Problem when too many files wait."""
        with self._lock:
            self._forget(now)
            self._waiting.pop(user_id, None)
            if len(self._waiting) >= MOST_WAITING:
                raise Problem(UNAVAILABLE, "Nhiều người đang nhập tệp cùng lúc. Hãy thử lại sau ít phút.")
            self._waiting[user_id] = Waiting(secrets.token_urlsafe(16), user_id, name, body, now)
            return self._waiting[user_id]

    def waiting(self, user_id: int, ticket: str, now: datetime) -> Waiting | None:
        """The person's own file; None when it was forgotten."""
        with self._lock:
            self._forget(now)
            found = self._waiting.get(user_id)
        return found if found and secrets.compare_digest(found.ticket.encode(), ticket.encode()) else None

    def drop(self, user_id: int) -> None:
        with self._lock:
            self._waiting.pop(user_id, None)

    def _forget(self, now: datetime) -> None:
        self._waiting = {one.user_id: one for one in self._waiting.values() if now - one.since < WAITS}
