"""What each week brought, as models see it: to notice when it is no longer what they know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.post import DisplayText, PostKind
from domain.times import vietnam_day
from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class WeekTally:
    first_day: date
    posts: int
    doubtful: int
    topics: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sampled:
    kind: PostKind
    title: DisplayText
    text: DisplayText
    context: DisplayText


def weeks(conn: Conn, model: str, since: datetime, until: datetime) -> list[WeekTally]:
    """Weeks with posts that `model` has read, oldest first; both ends begin a week in Viet Nam."""
    days = {"first_day": vietnam_day(since), "end_day": vietnam_day(until)}
    topics: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in conn.execute(load("drifting")["topics"], {"model": model, **days}):
        topics[row["first_day"]][row["topic"]] = row["posts"]
    rows = conn.execute(load("drifting")["weeks"], {"model": model, "since": since, "until": until})
    return [WeekTally(**row, topics=topics[row["first_day"]]) for row in rows]


def sample(conn: Conn, since: datetime, until: datetime, n: int) -> list[Sampled]:
    """Up to `n` posts of that time, spread evenly."""
    rows = conn.execute(load("drifting")["sample"], {"since": since, "until": until, "n": n})
    return [Sampled(**{**row, "kind": PostKind(row["kind"])}) for row in rows]
