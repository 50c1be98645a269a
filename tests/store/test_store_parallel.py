"""Any number of workers, killed at any moment: same posts, same flags, none lost, none twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from factory import NOON, post
from saving_help import article, prepare, save
from server_help import ROOT, SITE
from test_store_pages import page

from store import flags, pages, posts, rollup
from store.db import Conn, connect
from store.posts import PostQuery

WORKER = """
import sys
sys.path.insert(0, sys.argv[2])
from saving_help import article, save
from store import pages
from store.db import connect
while True:
    with connect(sys.argv[1]) as conn:
        claimed = pages.claim(conn, 3)
        if not claimed:
            break
        for stored in claimed:
            save(conn, article(int(stored.page.url.rsplit("/", 1)[1])))
        pages.done(conn, [stored.id for stored in claimed])
"""


def test_workers_with_the_same_posts_in_another_order_agree(store_dsn: str) -> None:
    with connect(store_dsn) as conn:
        prepare(conn)
    batch = [article(n, published_at=NOON - timedelta(days=31 * (n % 4))) for n in range(24)]
    batch += [post(url=f"https://a.example/{n}", text="một bài được chép lại ở nhiều nơi " * 5) for n in range(4)]

    def work(seed: int) -> None:
        mine = random.Random(seed).sample(batch, len(batch))
        for at in range(0, len(mine), 7):
            with connect(store_dsn) as conn:
                save(conn, *mine[at : at + 7])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with connect(store_dsn) as conn:
        assert posts.count(conn, PostQuery()) == len(batch)
        assert {found.copies for found in posts.search(conn, PostQuery(limit=100)).posts} == {1, 4}
        assert _rollups_hold(conn)


def test_workers_killed_at_random_moments_lose_and_double_nothing(store_dsn: str) -> None:
    numbers = range(60)
    with connect(store_dsn) as conn:
        prepare(conn)
        for number in numbers:
            pages.add(conn, page(number))
    chance = random.Random(7)
    for _ in range(4):
        worker = _worker(store_dsn)
        time.sleep(chance.uniform(0.5, 1.4))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    last = _worker(store_dsn)
    assert last.wait(60) == 0
    with connect(store_dsn) as conn:
        assert pages.pending(conn) == 0
        assert posts.count(conn, PostQuery()) == len(numbers)
        assert len(flags.flagged_on(conn, NOON.date())) == len(numbers)
        assert _rollups_hold(conn)


def _worker(dsn: str) -> subprocess.Popen[bytes]:
    paths = f"{ROOT}:{SITE}:{ROOT / 'tests'}"
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, dsn, str(Path(__file__).parent)],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def _rollups_hold(conn: Conn) -> bool:
    kept = _rollup(conn)
    rollup.rebuild(conn, "test-1")
    return bool(kept) and kept == _rollup(conn)


def _rollup(conn: Conn) -> list[str]:
    both = "SELECT t::text AS t FROM daily_counts t UNION ALL SELECT t::text FROM post_facts t ORDER BY 1"
    return [row["t"] for row in conn.execute(both)]
