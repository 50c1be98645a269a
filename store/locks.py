"""Advisory locks, held to the end of a transaction. One list, so that their order is plain to see."""

from __future__ import annotations

from store.db import Conn

MIGRATE = 7_165_001
POSTS = 7_165_003


def lock_posts(conn: Conn) -> None:
    """Be the only transaction that adds, changes or recounts posts or makes their months.

    Savers thus never deadlock and always see each other's copies. The slow work, reading and predicting, is done
    before and in parallel.
    """
    conn.execute("SELECT pg_advisory_xact_lock(%s)", (POSTS,))


def lock_migration(conn: Conn) -> None:
    """Be the only process that changes tables: programs that start together take turns."""
    conn.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATE,))
