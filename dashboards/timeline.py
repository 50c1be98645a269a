"""Posts one after the other, as the pages of a story and of an event show them, with who put which of them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dashboards.changes import Change
from dashboards.facts import Meta, meta
from dashboards.formats import moment
from dashboards.words import Reference
from domain.times import vietnam_day
from store.posts import PostRow
from store.regrouping import Pin


@dataclass(frozen=True, slots=True)
class Line:
    post_id: int
    meta: Meta
    after: str
    """How long after the first one."""
    pinned: str
    """Who put it there, and when; empty where the machine did."""
    changes: tuple[Change, ...] = ()


def lines(found: Sequence[PostRow], reference: Reference, pins: Mapping[int, Pin]) -> tuple[Line, ...]:
    """Of posts, the earliest first."""
    return tuple(
        Line(
            post.id,
            replace(meta(post, reference, vietnam_day(post.listed_at)), when=moment(post.published_at)),
            after(post.listed_at, found[0].listed_at),
            f"{pins[post.id].who}, {moment(pins[post.id].made_at)}" if post.id in pins else "",
        )
        for post in found
    )


def after(at: datetime, first: datetime) -> str:
    minutes = int((at - first).total_seconds() // 60)
    if minutes < 1:
        return "đầu tiên"
    if minutes < 120:
        return f"sau {minutes} phút"
    return f"sau {minutes // 60} giờ" if minutes < 48 * 60 else f"sau {minutes // 1440} ngày"
