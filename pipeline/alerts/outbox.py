"""What is the same for every box of messages: claim one, send it, mark it; try again later, or give it up.

A message is claimed before it leaves and marked after: a kill between both sends it once more, under the same id, by
which its receiver knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from pipeline.alerts.timing import LEASE, PAUSES, pause
from pipeline.alerts.trouble import Undelivered
from store.db import Conn, connect

MOST_TRIES = len(PAUSES) + 1
AT_ONCE = 200
"""Messages of one round; the next minute has another."""


class Tried(Protocol):
    @property
    def attempts(self) -> int:
        """This one among them."""


Item = TypeVar("Item", bound=Tried)


@dataclass(frozen=True, slots=True)
class Outbox(Generic[Item]):
    claim: Callable[[Conn, datetime, datetime], Item | None]
    """At a moment, until the lease is over; None where nothing waits."""
    deliver: Callable[[Item, datetime], bool]
    """Send and mark it; False where it needs not leave any more. Raises Undelivered."""
    postpone: Callable[[Conn, Item, datetime, str], None]
    """Until a moment, for a reason."""
    give_up: Callable[[Conn, Item, datetime, str], None]


def send_round(dsn: str, box: Outbox[Item], now: Callable[[], datetime]) -> int:
    """How many messages arrived. Several workers may do this at once."""
    arrived = 0
    for _ in range(AT_ONCE):
        moment = now()
        with connect(dsn) as conn:
            claimed = box.claim(conn, moment, moment + LEASE)
        if claimed is None:
            break
        arrived += _try(dsn, box, claimed, moment)
    return arrived


def _try(dsn: str, box: Outbox[Item], claimed: Item, now: datetime) -> bool:
    try:
        if claimed.attempts > MOST_TRIES:
            raise Undelivered("chương trình dừng giữa chừng nhiều lần", final=True)
        return box.deliver(claimed, now)
    except Undelivered as trouble:
        wait = None if trouble.final else pause(claimed.attempts)
        with connect(dsn) as conn:
            if wait is None:
                box.give_up(conn, claimed, now, trouble.sentence)
            else:
                box.postpone(conn, claimed, now + wait, trouble.sentence)
        return False
