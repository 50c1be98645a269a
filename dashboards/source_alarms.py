"""Sources that somebody should look at, in a word each: for pages whose figures lack what these would have brought."""

from __future__ import annotations

from datetime import datetime

from reports import standing
from store import sources
from store.db import Conn


def source_alarms(conn: Conn, now: datetime) -> tuple[str, ...]:
    """`Báo A (hỏng)`, those that fail before those that are silent or loud."""
    found = sorted((one for one in sources.health(conn, now) if one.alarm), key=lambda one: one.cause == "rhythm")
    return tuple(f"{one.name} ({standing.state_word(one).lower()})" for one in found)
