"""Who works on what: the form on a post's page, and the list of one's own work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dashboards.facts import Meta, meta
from dashboards.formats import day_digits, moment
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import PRIORITY, Reference
from store import assignments, users
from store.assignments import Assignment, Work
from store.db import Conn
from store.users import Role


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a post, in words; and the form that changes it."""

    action: str
    revision: int
    people: tuple[tuple[int, str], ...]
    assignee_id: int
    """0 for nobody."""
    assignee: str
    due: str
    due_words: str
    note: str
    by: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a post, as a card says it; and the form with which one takes it, its due date and note kept."""

    words: str
    """Empty for nobody."""
    note: str
    due: str
    mine: bool
    action: str
    revision: int
    me: int
    href: str
    """Where it is handed to somebody else."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WorkLine:
    meta: Meta
    priority: str
    priority_word: str
    assignee: str
    due: str
    late: bool
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    template: ClassVar[str] = "work.html"
    frame: Frame
    lines: tuple[WorkLine, ...]
    late: int
    everybody: bool


def owner(conn: Conn, post_id: int) -> Owner:
    found = assignments.of(conn, [post_id]).get(post_id)
    people = tuple((user.id, user.name) for user in users.every(conn) if user.active and user.role is not Role.VIEWER)
    return Owner(
        action=f"/tin/{post_id}/giao",
        revision=found.revision if found else 0,
        people=people,
        assignee_id=found.assignee_id or 0 if found else 0,
        assignee=found.assignee or "" if found else "",
        due=found.due.isoformat() if found and found.due else "",
        due_words=day_digits(found.due) if found and found.due else "",
        note=found.note if found else "",
        by=_by(found) if found else "",
    )


def held_words(given: Assignment | None) -> str:
    """`Nguyễn Lan, hạn 23/11/2026`; empty for nobody."""
    if given is None or not given.assignee_id:
        return ""
    return f"{given.assignee}, hạn {day_digits(given.due)}" if given.due else f"{given.assignee}"


def holder(post_id: int, given: Assignment | None, viewer: Viewer) -> Holder:
    has = given if given and given.assignee_id else None
    return Holder(
        words=held_words(given),
        note=has.note if has else "",
        due=has.due.isoformat() if has and has.due else "",
        mine=has is not None and has.assignee_id == viewer.id,
        action=f"/tin/{post_id}/giao",
        revision=given.revision if given else 0,
        me=viewer.id,
        href=f"/tin/{post_id}#giao-viec",
    )


def work_page(conn: Conn, viewer: Viewer, reference: Reference, today: date, *, everybody: bool) -> WorkPage:
    found = assignments.work(conn, None if everybody else viewer.id, viewer.provinces)
    lines = tuple(_line(one, reference, today) for one in found)
    title = "Việc của mọi người" if everybody else "Việc của tôi"
    return WorkPage(Frame(title, "viec", viewer), lines, sum(line.late for line in lines), everybody)


def _line(work: Work, reference: Reference, today: date) -> WorkLine:
    post, given = work.post, work.assignment
    priority = post.flag.priority if post.flag else None
    return WorkLine(
        meta=meta(post, reference, today),
        priority=priority.slug if priority else "",
        priority_word=PRIORITY[priority] if priority else "",
        assignee=given.assignee or "",
        due=day_digits(given.due) if given.due else "",
        late=given.due is not None and given.due < today,
        note=given.note,
        by=_by(given),
    )


def _by(given: Assignment) -> str:
    return f"{given.assigned_by} giao lúc {moment(given.made_at)}"
