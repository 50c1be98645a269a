"""What comments say goes after its time; what was counted of them stays."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from store.db import Conn
from store.locks import lock_posts
from store.sql import load

STEP: Final = 2_000
"""Comments a transaction: saving waits no longer than that."""


def forget_comments(conn: Conn, before: datetime, *, most: int = STEP) -> int:
    """Remove the words of comments listed before a moment, their earlier versions and what pointed into them.

    Returns how many; commit, and go on until it is 0. Topics, tones, places, decisions and counts are left as they are.
    """
    lock_posts(conn)
    rows = conn.execute(load("retaining")["old_comments"], {"before": before, "most": most}).fetchall()
    values = {"ids": [row["id"] for row in rows], "moments": [row["listed_at"] for row in rows]}
    for name in ("forget_texts", "forget_revisions", "forget_evidence"):
        conn.execute(load("retaining")[name], values)
    return len(rows)
