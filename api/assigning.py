"""Handing a post to somebody: checked, recorded, logged."""

from __future__ import annotations

from api.deciding import Refused
from api.problems import BAD_REQUEST, CONFLICT
from store import assignments, audit, users
from store.assignments import Task
from store.db import Conn
from store.errors import NotFound, ReviewConflict
from store.users import Role


def assign(conn: Conn, task: Task) -> int:
    """Returns the new revision. Raises Refused, and NotFound for a post that is not stored."""
    if task.assignee is not None:
        _check(conn, task.assignee)
    try:
        taken = assignments.put(conn, task)
    except ReviewConflict as error:
        now = assignments.of(conn, [task.post_id]).get(task.post_id)
        who = f"{now.assigned_by} vừa giao cho {now.assignee or 'không ai'}" if now else "Việc giao đã đổi"
        raise Refused(CONFLICT, f"{who}. Điều bạn chọn chưa được ghi; hãy xem lại rồi ghi lần nữa.") from error
    detail = {"to": task.assignee, "due": task.due.isoformat() if task.due else None}
    audit.add(conn, task.assigned_by, "assigned", f"post:{task.post_id}", detail)
    return taken


def _check(conn: Conn, user_id: int) -> None:
    try:
        user = users.get(conn, user_id)
    except NotFound:
        user = None
    if user is None or not user.active or user.role is Role.VIEWER:
        raise Refused(BAD_REQUEST, "Hãy chọn một người đang làm việc và được quyền quyết định.")
