"""Puts texts on the same event together: new and changed posts against those of the days around them.

One transaction a batch, so that a kill loses little; a text that comes later joins an event that stands. The machine
never unites events, and what a person decided is never undone: what was taken out stays out, and so do its copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.post import DisplayText
from domain.same_event import Told, belongs
from nlp.clean import clean
from nlp.segment import segment
from nlp.telling import marks, tell
from store import events
from store.db import Conn, connect
from store.events import DAYS, Placed, Text
from store.locks import lock_posts

BATCH = 100
_New = tuple[str, int]
"""An event that begins in this batch, named by its first post."""
Event = int | _New


@dataclass(slots=True)
class Board:
    """Who stands where, while a batch is placed."""

    told: dict[int, Told]
    texts: dict[int, Text]
    event_of: dict[int, Event | None] = field(default_factory=dict)
    pinned: set[int] = field(default_factory=set)
    members: dict[Event, set[int]] = field(default_factory=lambda: defaultdict(set))
    copies: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Compared posts by story."""
    moved: dict[int, Event | None] = field(default_factory=dict)

    def know(self, placed: Placed) -> None:
        self.texts[placed.text.id] = placed.text
        self.event_of[placed.text.id] = placed.event_id
        if placed.event_id is not None:
            self.members[placed.event_id].add(placed.text.id)
        if placed.pinned:
            self.pinned.add(placed.text.id)
        if placed.text.story_id is not None:
            self.copies[placed.text.story_id].add(placed.text.id)

    def move(self, post_id: int, event: Event | None) -> None:
        old = self.event_of.get(post_id)
        if old is not None:
            self.members[old].discard(post_id)
        self.event_of[post_id] = self.moved[post_id] = event
        if event is not None:
            self.members[event].add(post_id)
        story = self.texts[post_id].story_id
        if story is not None:
            self.copies[story].add(post_id)

    def alone(self, post_id: int) -> bool:
        """A person took it out of its event."""
        return post_id in self.pinned and self.event_of.get(post_id) is None


def link_waiting(dsn: str, batch: int = BATCH) -> int:
    """Compare until no post waits; returns how many were taken from the queue."""
    total = 0
    with connect(dsn) as conn:
        while taken := link_batch(conn, batch):
            total += taken
    return total


def link_batch(conn: Conn, batch: int = BATCH) -> int:
    with conn.transaction():
        claim = events.claim(conn, batch)
        told = read(claim.texts)
        if claim.texts:
            lock_posts(conn)
            _place(conn, claim.texts, told)
    return claim.taken


def read(texts: Sequence[Text]) -> dict[int, Told]:
    """What each text tells of, by id."""
    cleaned = [clean(DisplayText(f"{text.title}\n{text.text}")) for text in texts]
    words = segment([one.replace("\n", " ") for one in cleaned])
    return {text.id: tell(text.title, text.text, own, text.provinces) for text, own in zip(texts, words, strict=True)}


def _place(conn: Conn, texts: Sequence[Text], told: dict[int, Told]) -> None:
    ids = [text.id for text in texts]
    events.remember(conn, {text.id: (text.listed_at, marks(told[text.id])) for text in texts})
    near = events.near(conn, ids)
    board = Board(told, {text.id: text for text in texts})
    met = {*ids, *(other for others in near.values() for other in others)}
    known = events.places(conn, met, texts[0].listed_at, texts[-1].listed_at)
    for placed in known.values():
        board.know(placed)
    board.told |= read([placed.text for post_id, placed in known.items() if post_id not in told])
    for text in texts:
        if text.id not in board.pinned:
            place(text, near.get(text.id, []), board)
    _write(conn, board)


def place(text: Text, near: Sequence[int], board: Board) -> None:
    """Give a post its event: that of its copies, else the one that it fits best, else none."""
    copies = board.copies[text.story_id] - {text.id} if text.story_id is not None else set()
    if any(board.alone(copy) for copy in copies):
        board.move(text.id, None)
        return
    told = [event for copy in sorted(copies) if (event := board.event_of.get(copy)) is not None]
    event = told[0] if told else _best(text, near, board)
    board.move(text.id, event)
    if event is not None:
        for copy in sorted(copies - board.pinned):
            board.move(copy, event)


def _best(text: Text, near: Sequence[int], board: Board) -> Event | None:
    fits = [
        (belongs(board.told[text.id], [board.told[one] for one in group]), -group[0], event, group)
        for event, group in _groups(text, near, board)
    ]
    fit, _, event, group = max(fits, key=lambda item: item[:2], default=(0.0, 0, None, []))
    if fit < 1:
        return None
    if isinstance(event, tuple):
        for other in group:
            board.move(other, event)
    return event


def _groups(text: Text, near: Sequence[int], board: Board) -> Iterator[tuple[Event, list[int]]]:
    """The events, and the posts of none, that a text may join, each with those of its posts that stand near it in time.
    Its own copies make no event."""
    days = timedelta(days=DAYS)
    seen: set[Event] = set()
    for other in near:
        if other not in board.event_of or board.alone(other) or _is_copy(text, board.texts[other]):
            continue
        event = board.event_of[other] or ("new", other)
        if event not in seen:
            seen.add(event)
            whole = board.members[event] or {other} | _copies(other, board)
            group = sorted(whole - {text.id})
            if around := [one for one in group if abs(board.texts[one].listed_at - text.listed_at) <= days]:
                yield event, around


def _is_copy(one: Text, other: Text) -> bool:
    return one.story_id is not None and one.story_id == other.story_id


def _copies(post_id: int, board: Board) -> set[int]:
    """Those that stand alone like itself."""
    story = board.texts[post_id].story_id
    found = board.copies[story] if story is not None else set()
    return {one for one in found if board.event_of.get(one) is None and one not in board.pinned}


def _write(conn: Conn, board: Board) -> None:
    fresh: dict[Event, int] = {}
    moves: dict[int, int | None] = {}
    for post_id, event in board.moved.items():
        if isinstance(event, tuple) and event not in fresh:
            fresh[event] = events.begin(conn)
        moves[post_id] = fresh[event] if isinstance(event, tuple) else event
    left = set(events.touched(conn, list(moves)))
    events.put(conn, moves)
    events.refresh(conn, left)
