"""Advisory locks. One list, so that their order is plain to see."""

from __future__ import annotations

from collections.abc import Iterable

from store.db import Conn

MIGRATE = 7_165_001
POSTS = 7_165_003
RETRAIN = 7_165_004
HOSTS = 7_165
COUNTING = 7_166
COUNTED_AT_ONCE = 2


def lock_posts(conn: Conn) -> None:
    """Be the only transaction that adds, changes or recounts posts or makes their months.

    Savers thus never deadlock and always see each other's copies. The slow work, reading and predicting, is done
    before and in parallel.
    """
    conn.execute("SELECT pg_advisory_xact_lock(%s)", (POSTS,))


def lock_migration(conn: Conn) -> None:
    """Be the only process that changes tables: programs that start together take turns."""
    conn.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATE,))


def lock_retraining(conn: Conn) -> bool:
    """Be the only one that trains from corrections, until this connection closes; False where another does."""
    row = conn.execute("SELECT pg_try_advisory_lock(%s) AS ours", (RETRAIN,)).fetchone()
    return row is not None and bool(row["ours"])


def lock_counting(conn: Conn) -> bool:
    """Be one of the few transactions that count to the end; False where enough do: all others would wait for them."""
    slots = range(COUNTED_AT_ONCE)
    return any(
        row["ours"]
        for slot in slots
        for row in conn.execute("SELECT pg_try_advisory_xact_lock(%s, %s) AS ours", (COUNTING, slot))
    )


def lock_hosts(conn: Conn, hosts: Iterable[str]) -> bool:
    """Be the only one that reads these hosts, until this connection closes, however it closes.

    False, and none of them taken, where another reads one of them. The same connection may lock a host again.
    """
    taken: list[str] = []
    for host in sorted(hosts):
        row = conn.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s)) AS ours", (HOSTS, host)).fetchone()
        if row is None or not row["ours"]:
            for one in taken:
                conn.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", (HOSTS, one))
            return False
        taken.append(host)
    return True
