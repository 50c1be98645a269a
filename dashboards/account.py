"""One's own account: the password, and keys for programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Final

from dashboards.formats import moment
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import SCOPE
from store import keys
from store.db import Conn
from store.keys import ApiKey, Scope

SHORTEST: Final = 12
"""Length protects better than odd characters, and is easier to keep in mind."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    id: int
    owner: str
    name: str
    prefix: str
    scopes: str
    until: str
    used: str
    state: str
    live: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    template: ClassVar[str] = "account.html"
    frame: Frame
    shortest: int = SHORTEST
    problem: str = ""
    done: str = ""
    keys: tuple[KeyLine, ...] = ()
    scopes: tuple[tuple[str, str], ...] = ()
    new_key: str = ""
    """Shown this once."""


def account_page(conn: Conn, viewer: Viewer, now: datetime) -> AccountPage:
    return AccountPage(
        Frame("Tài khoản", "", viewer),
        keys=tuple(key_line(key, now) for key in keys.every(conn, viewer.id)),
        scopes=tuple((scope.value, SCOPE[scope]) for scope in Scope if viewer.decides or scope is not Scope.WRITE),
    )


def with_words(page: AccountPage, *, problem: str = "", done: str = "", new_key: str = "") -> AccountPage:
    """The page again with what came of the last step."""
    return replace(page, problem=problem, done=done, new_key=new_key)


def key_line(key: ApiKey, now: datetime) -> KeyLine:
    ended = key.expires_at is not None and key.expires_at <= now
    state = "đã thu hồi" if key.revoked_at else "hết hạn" if ended else "đang dùng"
    return KeyLine(
        id=key.id,
        owner=key.owner,
        name=key.name,
        prefix=f"{key.prefix}…",
        scopes=", ".join(SCOPE[scope].lower() for scope in key.scopes),
        until=moment(key.expires_at) if key.expires_at else "không hạn",
        used=moment(key.last_used_at) if key.last_used_at else "chưa dùng",
        state=state,
        live=state == "đang dùng",
    )
