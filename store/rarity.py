"""Whether words are seldom. It decides how they are looked for, never what is found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from store.db import Conn
from store.sql import load

PROBE: Final = timedelta(days=30)
KEPT: Final = 1_000
"""Answers; a page, its count and the next page ask for the same within seconds."""

_known: dict[tuple[str, date, int], bool] = {}


def seldom(conn: Conn, values: dict[str, Any], rare: int) -> bool:
    """Whether the newest month in question has fewer than `rare` hits; counted once a day for the same words."""
    ends = [moment for moment in (values["until"], values.get("before_at"), datetime.now(UTC)) if moment is not None]
    key = (values["tsquery"], min(ends).date(), rare)
    if key not in _known:
        if len(_known) >= KEPT:
            _known.clear()
        _known[key] = _counted(conn, values, min(ends), rare)
    return _known[key]


def _counted(conn: Conn, values: dict[str, Any], until: datetime, rare: int) -> bool:
    probe = {"probe_until": until, "probe_since": until - PROBE, "rare": rare}
    row = conn.execute(load("searching")["hits"], values | probe, prepare=False).fetchone()
    return row is not None and row["hits"] < rare
