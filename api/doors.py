"""Signing in and out, and who is asking. Session ids are random, go to the browser once and are stored hashed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Final

from fastapi import Depends, Request, Response

from api import accounts
from api.house import ConnOf, House, house_of, utc_now
from api.keys import key_digest
from api.problems import NOT_ALLOWED, NOT_SIGNED_IN, SIGN_IN_REFUSED, TOO_MANY_TRIES, TOO_OFTEN, Problem, for_program
from dashboards.viewer import Viewer
from store import audit, keys, sessions, throttle, users
from store.borrow import borrowed
from store.db import Conn
from store.keys import Scope
from store.users import Credentials, Role, User

COOKIE: Final = "langnghe_session"
LASTS: Final = timedelta(hours=12)
"""A working day."""
COUNTED: Final = timedelta(minutes=15)
MOST_ACCOUNT: Final = 8
MOST_ADDRESS: Final = 30
"""More than for an account: a whole office may share an address."""
WAIT_MINUTES: Final = 15


@dataclass(frozen=True, slots=True)
class Opened:
    token: str
    user: User


def sign_in(house: House, login: str, password: str, address: str) -> Opened:
    """Open a session. Raises Problem for a wrong password and after too many of them."""
    user = _check(house, login, password, address)
    with borrowed(house.pool) as conn:
        return _open(conn, user, "sign_in", address)


def renew(house: House, viewer: Viewer, old: str, new: str, address: str) -> Opened:
    """Change one's own password: all sessions end and a new one begins. Raises Problem for a wrong old password."""
    user = _check(house, viewer.login, old, address)
    new_hash = accounts.hashed(new)
    with borrowed(house.pool) as conn:
        users.set_password(conn, user.id, new_hash)
        return _open(conn, user, "password_changed", address)


def _open(conn: Conn, user: User, action: str, address: str) -> Opened:
    token = secrets.token_urlsafe(32)
    sessions.open_session(conn, digest(token), user.id, utc_now() + LASTS)
    audit.add(conn, user.id, action, f"user:{user.id}", {"address": address})
    return Opened(token, user)


def _check(house: House, login: str, password: str, address: str) -> User:
    """Hashing takes its time, therefore no connection is held meanwhile."""
    with borrowed(house.pool) as conn:
        known = users.credentials(conn, login)
        subject = _subject(login, known)
        _refuse_flood(conn, subject, address)
    if accounts.fits(password, known.password_hash if known else None) and known is not None:
        return known.user
    with borrowed(house.pool) as conn:
        audit.add(conn, known.user.id if known else None, throttle.FAILED, subject, {"address": address})
    raise Problem(SIGN_IN_REFUSED, "Tên đăng nhập hoặc mật khẩu không đúng.")


def _subject(login: str, known: Credentials | None) -> str:
    """What the audit log says: people type passwords into the wrong field, so an unknown login is kept as a digest."""
    if known is not None:
        return f"user:{known.user.id}"
    return f"unknown:{hashlib.sha256(login.strip().lower().encode()).hexdigest()[:16]}"


def _refuse_flood(conn: Conn, subject: str, address: str) -> None:
    failed = throttle.failures(conn, subject, address, utc_now() - COUNTED)
    if failed.account >= MOST_ACCOUNT or failed.address >= MOST_ADDRESS:
        raise Problem(
            TOO_MANY_TRIES,
            f"Đăng nhập sai nhiều lần quá. Hãy thử lại sau {WAIT_MINUTES} phút, hoặc nhờ quản trị đặt lại mật khẩu.",
            headers={"Retry-After": str(WAIT_MINUTES * 60)},
        )


def sign_out(conn: Conn, viewer: Viewer, token: str) -> None:
    sessions.close(conn, digest(token))
    audit.add(conn, viewer.id, "sign_out", f"user:{viewer.id}")


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def give_cookie(request: Request, response: Response, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def take_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


def viewer_of(request: Request, conn: ConnOf) -> Viewer:
    """Raises Problem without a live session or key, for a key without the scope, and for too many requests."""
    if not for_program(request):
        return _by_session(request, conn)
    bearer = request.headers.get("authorization")
    if bearer is not None:
        return _by_key(request, conn, bearer)
    viewer = _by_session(request, conn)
    _count(request, f"user:{viewer.id}")
    return viewer


def _by_session(request: Request, conn: Conn) -> Viewer:
    token = request.cookies.get(COOKIE)
    user = sessions.lookup(conn, digest(token)) if token else None
    if user is None:
        raise Problem(NOT_SIGNED_IN, "Hãy đăng nhập; phiên làm việc chưa mở hoặc đã hết hạn.")
    return Viewer(user.id, user.login, user.name, user.role, provinces=user.scope)


def _by_key(request: Request, conn: Conn, bearer: str) -> Viewer:
    scheme, _, key = bearer.partition(" ")
    holder = keys.holder(conn, key_digest(key.strip())) if scheme.lower() == "bearer" else None
    if holder is None:
        raise Problem(NOT_SIGNED_IN, "Khóa API không đúng, đã hết hạn hoặc đã bị thu hồi.")
    user = holder.user
    viewer = Viewer(user.id, user.login, user.name, user.role, holder.scopes, user.scope)
    _count(request, f"key:{holder.key_id}")
    needed = Scope.READ if request.method in {"GET", "HEAD"} else Scope.WRITE
    return _with_scope(viewer, needed)


def _with_scope(viewer: Viewer, scope: Scope) -> Viewer:
    if not viewer.has(scope):
        raise Problem(NOT_ALLOWED, f"Khóa API này không có quyền “{scope.value}”; hãy tạo khóa khác.")
    return viewer


def _count(request: Request, who: str) -> None:
    house = house_of(request)
    rate = house.rates.take(who, house.now().timestamp())
    request.state.rate = rate
    if rate.over:
        sentence = f"Nhiều nhất {rate.limit} yêu cầu một phút. Hãy thử lại sau {rate.reset} giây."
        raise Problem(TOO_OFTEN, sentence, headers={"Retry-After": str(rate.reset)})


def decider_of(viewer: ViewerOf) -> Viewer:
    """Raises Problem for somebody who may only read."""
    if not viewer.decides:
        raise Problem(NOT_ALLOWED, "Tài khoản này chỉ được xem. Hãy nhờ người duyệt hoặc quản trị.")
    return viewer


def lead_of(viewer: ViewerOf) -> Viewer:
    """Raises Problem for everybody but leads and administrators."""
    if not viewer.leads:
        raise Problem(NOT_ALLOWED, "Việc này dành cho trưởng nhóm và quản trị.")
    return viewer


def exporter_of(viewer: ViewerOf) -> Viewer:
    """Raises Problem for a key that may not take posts away."""
    return _with_scope(viewer, Scope.EXPORT)


def admin_of(viewer: ViewerOf) -> Viewer:
    """Raises Problem for everybody but administrators."""
    if viewer.role is not Role.ADMIN:
        raise Problem(NOT_ALLOWED, "Trang này chỉ dành cho quản trị.")
    return viewer


ViewerOf = Annotated[Viewer, Depends(viewer_of)]
DeciderOf = Annotated[Viewer, Depends(decider_of)]
LeadOf = Annotated[Viewer, Depends(lead_of)]
AdminOf = Annotated[Viewer, Depends(admin_of)]
ExporterOf = Annotated[Viewer, Depends(exporter_of)]
