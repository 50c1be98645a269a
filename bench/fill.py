"""A million invented posts, written through the store's own COPY path. Nothing in them was ever said by anybody."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from invention import DAYS, MODEL, Invention, key, post, sentence

from domain.post import PostKind, ProcessedPost
from store import events, models, partitions, predictions, rollup, sources, stories, users
from store.db import Conn, connect
from store.drafts import Draft, copy_posts, copy_satellites, draft
from store.predictions import Reading
from store.sources import SourceRow
from store.sql import load

BATCH = 4_000
LAYER = 1_000_000
WRITERS = 2


def fill(dsn: str, posts: int, topics: Sequence[str], provinces: Sequence[str], newest: datetime) -> None:
    """Posts of two years before `newest`, in the order in which they would have come in.

    A batch is one transaction and drawn by its own number: a fill that was broken off goes on where it stopped.
    """
    draw = random.Random(20)
    made = Invention(tuple(sentence(draw) for _ in range(30_000)), topics, provinces, newest, min(posts, LAYER))
    with connect(dsn) as conn:
        there = _there(conn, posts)
        if len(there) * BATCH >= posts and _finished(conn):
            print(f"{posts:,} posts are there")
            return
        _prepare(conn, made)
    missing = [first for first in range(0, posts, BATCH) if first not in there]
    began = time.monotonic()
    with ThreadPoolExecutor(WRITERS) as writers:
        batches = [writers.submit(_batch, dsn, made, first, min(first + BATCH, posts)) for first in missing]
        for done, batch in enumerate(as_completed(batches), 1):
            batch.result()
            if done % 25 == 0:
                _say(len(there) + done, posts, done * BATCH / (time.monotonic() - began))
    print(f"  written in {time.monotonic() - began:.0f} s; now the index of words", flush=True)
    _finish(dsn)
    print(f"  all done after {time.monotonic() - began:.0f} s", flush=True)


def _say(batches: int, posts: int, speed: float) -> None:
    written = min(batches * BATCH, posts)
    print(f"  {written:,} posts, {speed:,.0f}/s, {(posts - written) / speed:.0f} s to go", flush=True)


def _there(conn: Conn, posts: int) -> set[int]:
    """First numbers of the batches that are written."""
    firsts = {key(first): first for first in range(0, posts, BATCH)}
    rows = conn.execute("SELECT key FROM post_keys WHERE key = ANY(%s)", [list(firsts)])
    return {firsts[row["key"]] for row in rows}


def _finished(conn: Conn) -> bool:
    row = conn.execute("SELECT to_regclass('posts_search') IS NOT NULL AS there").fetchone()
    return row is not None and bool(row["there"])


def _prepare(conn: Conn, made: Invention) -> None:
    """The index of words is built at the end: it is the same, sooner."""
    sources.upsert(conn, [_source(number, made.provinces) for number in range(60)])
    models.register(conn, MODEL)
    conn.execute("DROP INDEX IF EXISTS posts_search")
    partitions.ensure(conn, (made.newest - timedelta(days=day) for day in range(DAYS + 2)))


def _batch(dsn: str, made: Invention, first: int, end: int) -> None:
    draw = random.Random(first)
    with connect(dsn) as conn:
        _write(conn, draw, [post(made, draw, number) for number in range(first, end)])


def _finish(dsn: str) -> None:
    with connect(dsn) as conn:
        conn.execute("SET maintenance_work_mem = '1GB'")
        conn.execute("CREATE INDEX posts_search ON posts USING gin (search) WITH (fastupdate = off)")
        rollup.rebuild(conn, MODEL)
        _decide(conn)
    with connect(dsn) as conn:
        conn.autocommit = True
        conn.execute("VACUUM ANALYZE")


def _decide(conn: Conn) -> None:
    """Staff decided about a third of what was flagged."""
    conn.execute(
        """INSERT INTO reviews (post_id, revision, reviewer_id, decision, made_at)
        SELECT f.post_id, 1, u.id, (ARRAY['relevant', 'handled', 'dismissed'])[1 + f.post_id / 3 %% 3],
               f.listed_at + interval '1 day'
        FROM flags f, users u WHERE u.id = %s AND f.post_id %% 3 = 0
        ON CONFLICT DO NOTHING""",
        [users.create(conn, f"staff-{time.time_ns()}", "Staff", users.Role.REVIEWER, "none").id],
    )


def _source(number: int, provinces: Sequence[str]) -> SourceRow:
    kind, province = ("union_portal", "press", "industry")[number % 3], provinces[number % len(provinces)]
    return SourceRow(f"nguon-{number}", f"Nguồn {number}", f"https://n{number}.example/", kind, "", province)


def _write(conn: Conn, draw: random.Random, batch: Sequence[ProcessedPost]) -> None:
    values = {"keys": [post.key for post in batch], "listed": [post.published_at for post in batch]}
    ids = {row["key"]: row["post_id"] for row in conn.execute(load("saving")["name"], values)}
    drafts: list[Draft] = [draft(ids[post.key], post.published_at or post.fetched_at, post, ()) for post in batch]
    copy_posts(conn, drafts)
    copy_satellites(conn, drafts)
    readings = [Reading(one.id, one.listed_at, one.post.prediction, one.post.flag) for one in drafts]
    predictions.write(conn, readings)
    predictions.write_flags(conn, readings)
    news = [one.id for one in drafts if one.post.kind is PostKind.NEWS]
    _tell(conn, draw, news)
    _link(conn, draw, news)


def _tell(conn: Conn, draw: random.Random, news: Sequence[int]) -> None:
    """One news item of twenty-five was copied by those that came in after it."""
    told = []
    for at in range(0, len(news) - 40, 25):
        copies = news[at : at + 2 + min(int(draw.paretovariate(1)), 30)]
        row = conn.execute(load("stories")["begin"], {"post_id": copies[0]}).fetchone() or {}
        conn.execute(load("stories")["tell"], {"story_id": row["id"], "ids": copies})
        told.append(row["id"])
    stories.refresh(conn, told)


def _link(conn: Conn, draw: random.Random, news: Sequence[int]) -> None:
    """Of one news item of twenty others tell in their own words."""
    moves: dict[int, int | None] = dict.fromkeys(news)
    for at in range(0, len(news) - 20, 20):
        moves |= dict.fromkeys(news[at + 10 : at + 12 + draw.randrange(4)], events.begin(conn))
    events.put(conn, moves)
