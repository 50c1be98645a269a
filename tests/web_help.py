"""What the tests of pages and API share: a filled database, staff, and clients that are signed in."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

import factory
from starlette.testclient import TestClient

from api import accounts
from api.doors import COOKIE, LASTS, digest
from api.keys import make_key
from dashboards.viewer import Viewer
from domain.post import PostKind, ProcessedPost
from nlp.fingerprint import bands
from store import models, posts, sessions, sources, users
from store.db import Conn, connect
from store.keys import Scope
from store.posts import SaveResult
from store.sources import SourceRow
from store.users import Role, User

PASSWORD = "rat-kho-doan-20"
SOURCES = (
    SourceRow("congdoan-mau", "Công đoàn tỉnh Mẫu", "https://congdoan.example/", "union_portal", "province", "75"),
    SourceRow("bao-tho", "Báo Người Thợ", "https://bao.example/", "press"),
)


@cache
def password_hash() -> str:
    return accounts.hashed(PASSWORD)


def fill(conn: Conn, batch: Sequence[ProcessedPost]) -> SaveResult:
    """Save posts as the pipeline would. Remember to commit."""
    sources.upsert(conn, SOURCES)
    models.register(conn, factory.MODEL)
    return posts.save(conn, batch, [bands(post.fingerprint.minhash) for post in batch])


def staff(
    conn: Conn,
    role: Role = Role.REVIEWER,
    login: str = "lan",
    name: str = "Nguyễn Lan",
    provinces: Sequence[str] = (),
) -> User:
    return users.create(conn, login, name, role, password_hash(), provinces=provinces)


def session(conn: Conn, user: User, lasts: timedelta = LASTS) -> str:
    """A session's cookie value."""
    token = secrets.token_urlsafe(32)
    sessions.open_session(conn, digest(token), user.id, datetime.now(factory.NOON.tzinfo) + lasts)
    return token


def key(dsn: str, user: User, *scopes: Scope) -> str:
    """A new API key of a member of staff."""
    viewer = Viewer(user.id, user.login, user.name, user.role, provinces=user.scope)
    with connect(dsn) as conn:
        return make_key(conn, viewer, "bảng", frozenset(scopes), days=365, now=datetime.now(factory.NOON.tzinfo))


def signed_in(
    client: TestClient, dsn: str, role: Role = Role.REVIEWER, login: str = "lan", provinces: Sequence[str] = ()
) -> User:
    """Let the client carry the session of a new member of staff."""
    with connect(dsn) as conn:
        user = staff(conn, role, login, provinces=provinces)
        client.cookies.set(COOKIE, session(conn, user))
    return user


def id_of(conn: Conn, url: str) -> int:
    found = posts.search(conn, posts.PostQuery(limit=500)).posts
    return next(post.id for post in found if post.url == url and post.kind is not PostKind.COMMENT)
