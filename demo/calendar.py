"""Puts the written posts on days, so that four weeks end today whenever the practice web is started.

The first start sets the *anchor*: a post of `days_ago` d is published d days before it. On later days the four weeks
go round: the day after the anchor shows the oldest day's posts again, as new posts with new addresses. So an address
never changes its date, and running the demonstration tomorrow adds tomorrow's posts and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.content import Comment, Item

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CYCLE = 28


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the practice web of this data folder was first started, and whether its edits are out yet."""

    moment: datetime
    edited: bool = False


@dataclass(frozen=True, slots=True)
class DatedComment:
    comment: Comment
    published: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """An item on a day. `id` names it in addresses: day of publication and place in the file."""

    item: Item
    id: str
    published: datetime
    comments: tuple[DatedComment, ...]


def load_anchor(path: Path, now: datetime) -> Anchor:
    """The anchor of this folder; the first call sets it to `now`."""
    if not path.exists():
        save_anchor(path, Anchor(now.astimezone(VIETNAM).replace(second=0, microsecond=0)))
    state = json.loads(path.read_text(encoding="utf-8"))
    return Anchor(datetime.fromisoformat(state["moment"]), bool(state["edited"]))


def save_anchor(path: Path, anchor: Anchor) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"moment": anchor.moment.isoformat(), "edited": anchor.edited}), encoding="utf-8")
    beside.replace(path)


def edited(path: Path, anchor: Anchor) -> Anchor:
    """The same anchor with the editors' corrections out."""
    after = replace(anchor, edited=True)
    save_anchor(path, after)
    return after


def publish(items: Iterable[Item], anchor: Anchor, now: datetime) -> tuple[Published, ...]:
    """The items that are out at `now`, newest first."""
    out = [
        published
        for item in items
        for day in _days(item, anchor, now)
        if (published := _on(item, day, anchor)).published <= now
    ]
    return tuple(
        replace(one, comments=tuple(c for c in one.comments if c.published <= now))
        for one in sorted(out, key=lambda one: (one.published, one.id), reverse=True)
    )


def _days(item: Item, anchor: Anchor, now: datetime) -> Iterator[date]:
    first = anchor.moment.date() - timedelta(days=item.days_ago)
    if item.days_ago >= CYCLE:  # the frozen feed stays where it froze
        yield first
        return
    today = now.astimezone(VIETNAM).date()
    oldest = today - timedelta(days=CYCLE - 1)
    rounds = max(0, (oldest - first).days + CYCLE - 1) // CYCLE
    yield first + timedelta(days=rounds * CYCLE)


def _on(item: Item, day: date, anchor: Anchor) -> Published:
    return Published(
        item=item,
        id=f"{day:%y%m%d}{item.number:03d}",
        published=_moment(day, item.minute, anchor),
        comments=tuple(
            DatedComment(
                comment, _moment(day + timedelta(days=item.days_ago - comment.days_ago), comment.minute, anchor)
            )
            for comment in item.comments
        ),
    )


def _moment(day: date, minute: int, anchor: Anchor) -> datetime:
    """That minute of the day. The anchor's own day is squeezed into its part before the first start."""
    if day == anchor.moment.date():
        passed = anchor.moment.hour * 60 + anchor.moment.minute
        minute = minute * passed // (24 * 60)
    return datetime.combine(day, time(minute // 60, minute % 60), VIETNAM)
