"""Runs of our own programs: what ran, when, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from psycopg.types.json import Jsonb

from store.db import Conn
from store.sql import load

Outcome = Literal["done", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    id: int
    name: str
    began_at: datetime
    finished_at: datetime | None
    outcome: Outcome | None
    """None while it runs, and for ever where it was killed."""
    summary: Mapping[str, Any]


def begin(conn: Conn, name: str) -> int:
    """Note that a run begins; commit before the work, or a kill leaves no trace of it."""
    row = conn.execute(load("jobs")["begin"], {"name": name}).fetchone() or {}
    return int(row["id"])


def finish(conn: Conn, job_id: int, outcome: Outcome, summary: Mapping[str, Any] | None = None) -> None:
    values = {"id": job_id, "outcome": outcome, "summary": Jsonb(dict(summary or {}))}
    conn.execute(load("jobs")["finish"], values)


def newest(conn: Conn, name: str | None = None, n: int = 50) -> list[Job]:
    """Runs, newest first, of one name or all."""
    return [Job(**row) for row in conn.execute(load("jobs")["newest"], {"name": name, "n": n})]


def live_workers(conn: Conn, seconds: float) -> int:
    """How many workers of the queue were heard of within so many seconds."""
    row = conn.execute(load("jobs")["live_workers"], {"seconds": seconds}).fetchone() or {"workers": 0}
    return int(row["workers"])
