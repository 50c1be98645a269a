"""Putting a label right: checked, recorded, logged. The page and the API do it the same way."""

from __future__ import annotations

from api.deciding import Refused
from api.problems import BAD_REQUEST, CONFLICT
from dashboards.corrections import allowed, said_of
from dashboards.formats import moment
from dashboards.viewer import Viewer
from dashboards.words import Reference
from store import audit, corrections, posts
from store.corrections import Correction, Value
from store.db import Conn
from store.errors import ReviewConflict


def correct(
    conn: Conn, viewer: Viewer, reference: Reference, post_id: int, *, task: str, value: Value, revision: int
) -> int:
    """Returns the new revision. Raises Refused, and NotFound for a post that is not stored."""
    post = posts.get(conn, post_id)
    if not allowed(task, value, reference):
        raise Refused(BAD_REQUEST, "Nhãn này không có trong danh sách.")
    try:
        taken = corrections.record(conn, Correction(post_id, viewer.id, task, value, said_of(post, task), revision))
    except ReviewConflict as error:
        raise Refused(CONFLICT, _meanwhile(conn, post_id)) from error
    audit.add(conn, viewer.id, "corrected", f"post:{post_id}", {"task": task, "value": value, "revision": taken})
    return taken


def _meanwhile(conn: Conn, post_id: int) -> str:
    newest = next(iter(corrections.history(conn, post_id)), None)
    who = f"{newest.who} vừa sửa nhãn lúc {moment(newest.made_at)}" if newest else "Nhãn đã đổi"
    return f"{who}. Điều bạn bấm chưa được ghi; hãy xem lại rồi bấm lần nữa nếu vẫn muốn đổi."
