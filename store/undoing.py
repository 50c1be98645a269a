"""Takes an import back: its posts go, with all that was found in them, unless people worked on them."""

from __future__ import annotations

from typing import Final

from store import audit, events, imports, rollup, stories
from store.db import Conn
from store.erasing import HANGING_ON
from store.locks import lock_posts
from store.sql import load

STEP: Final = 500
"""Posts a transaction: a kill loses no more than that, and collecting never waits long."""


def begin(conn: Conn, import_id: int, user_id: int | None) -> None:
    """Nobody adds to the import any more. Raises NotFound. Doing it twice does nothing more."""
    conn.execute(load("imports")["lock"], {"id": import_id})
    if imports.get(conn, import_id).state in {"undoing", "undone"}:
        return
    conn.execute(load("imports")["undoing"], {"id": import_id})
    audit.add(conn, user_id, "import_undone", f"import:{import_id}")


def step(conn: Conn, import_id: int, most: int = STEP) -> int:
    """Remove some of its posts; returns how many. Commit, and go on until it is 0: then the import is undone."""
    row = conn.execute(load("imports")["lock"], {"id": import_id}).fetchone()
    if row is None or row["state"] != "undoing":
        return 0
    lock_posts(conn)
    rows = conn.execute(load("imports")["removable"], {"id": import_id, "most": most})
    locked = [found["post_id"] for found in rows]
    spared = {found["post_id"] for found in conn.execute(load("imports")["worked_on"], {"ids": locked})}
    gone = [post_id for post_id in locked if post_id not in spared]
    _remove(conn, gone)
    conn.execute(load("imports")["removed"], {"id": import_id, "removed": len(gone)})
    if not locked:
        conn.execute(load("imports")["leave"], {"id": import_id, "state": "undone", "was": "undoing"})
    return len(locked)


def _remove(conn: Conn, ids: list[int]) -> None:
    if not ids:
        return
    rollup.subtract(conn, ids)
    told, together = stories.of(conn, ids), events.touched(conn, ids)
    for name in HANGING_ON:
        conn.execute(load("saving")[name], {"ids": ids})
    conn.execute(load("imports")["forget_keys"], {"ids": ids})
    stories.refresh(conn, told)
    events.refresh(conn, together)
