"""Long lists for programs, page by page: decisions, corrections, stories, reports. The newest or largest come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString

from domain.times import Window
from store.corrections import PastCorrection
from store.db import Conn
from store.reports import ReportHead, report_head
from store.reviews import Decision, PastReview
from store.rows import PostRow, post_row
from store.scopes import Scope, scope_value
from store.sql import load


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list about posts: its number, by which pages go, and its post."""

    id: int
    post_id: int


@dataclass(frozen=True, slots=True)
class ListedReview(Listed):
    review: PastReview


@dataclass(frozen=True, slots=True)
class ListedCorrection(Listed):
    correction: PastCorrection


@dataclass(frozen=True, slots=True)
class StoryHead:
    id: int
    posts: int
    sources: int
    first_at: datetime
    lead: PostRow
    """Its earliest post."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a list asks for. `before`: the number of the last row of the page before."""

    limit: int
    before: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    """A decision, or the task of a correction."""
    scope: Scope = None


def reviews(conn: Conn, page: Page) -> list[ListedReview]:
    """Decisions of staff, newest first."""
    return [
        ListedReview(row.pop("id"), row.pop("post_id"), PastReview(**{**row, "decision": Decision(row["decision"])}))
        for row in _rows(conn, "reviews", page)
    ]


def corrections(conn: Conn, page: Page) -> list[ListedCorrection]:
    """Labels that staff put right, newest first."""
    rows = _rows(conn, "corrections", page)
    return [ListedCorrection(row.pop("id"), row.pop("post_id"), PastCorrection(**row)) for row in rows]


def stories(
    conn: Conn, window: Window, limit: int, before: tuple[int, int] | None = None, scope: Scope = None
) -> list[StoryHead]:
    """Stories that began in a window, the most copied first; `before`: posts and number of the last one."""
    posts, number = before or (None, None)
    values = {
        "since": window.start,
        "until": window.end,
        "limit": limit,
        "before_posts": posts,
        "before": number,
        "scope": scope_value(scope),
    }
    rows = conn.execute(load("lists")["stories"], values, prepare=False).fetchall()
    first = leads(conn, [row["lead_post_id"] for row in rows])
    return [
        StoryHead(row["id"], row["posts"], row["sources"], row["first_at"], first[row["lead_post_id"]])
        for row in rows
        if row["lead_post_id"] in first
    ]


def reports(conn: Conn, kind: str | None, limit: int, before: tuple[date, int] | None = None) -> list[ReportHead]:
    """Newest window first; `before`: first day and number of the last one."""
    day, number = before or (None, None)
    values = {"kind": kind, "limit": limit, "before_day": day, "before": number}
    rows = conn.execute(load("lists")["reports"], values, prepare=False)
    return [report_head(row) for row in rows]


def leads(conn: Conn, ids: Sequence[int]) -> dict[int, PostRow]:
    """Posts by number; those that are gone are not among them."""
    rows = conn.execute(load("lists")["leads"], {"ids": list(ids)})
    return {row["id"]: post_row(row) for row in rows}


def _rows(conn: Conn, name: LiteralString, page: Page) -> list[dict[str, Any]]:
    values = {
        "limit": page.limit,
        "before": page.before,
        "since": page.since,
        "until": page.until,
        "kind": page.kind,
        "scope": scope_value(page.scope),
    }
    return conn.execute(load("lists")[name], values, prepare=False).fetchall()
