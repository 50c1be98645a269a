"""Saves processed posts in batches: new ones, changed ones and known ones, each exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import errors as pg

from domain.post import PostKind, ProcessedPost
from domain.times import aware
from store import events, models, partitions, predictions, renamed, rollup, stories
from store.db import Conn
from store.drafts import Draft, copy_posts, copy_satellites, draft, listed_at, update_values
from store.errors import UnknownSource, WrongModel
from store.flags import day_of
from store.locks import lock_posts
from store.predictions import Reading
from store.sql import load


@dataclass(frozen=True, slots=True)
class SaveResult:
    new: int = 0
    revised: int = 0
    same: int = 0

    def __add__(self, other: SaveResult) -> SaveResult:
        return SaveResult(self.new + other.new, self.revised + other.revised, self.same + other.same)


def save(conn: Conn, posts: Sequence[ProcessedPost], bands: Sequence[tuple[int, ...]]) -> SaveResult:
    """Store a batch with everything that belongs to it; commit right after, for other savers wait until then.

    `bands[i]` are the MinHash bands of `posts[i]`. A known post with the same text and date is left alone, and so is
    one whose stored version is newer. With another text or date its old version is kept as a revision and what models
    and rules said is replaced; a flag that people decided about stays.
    Raises WrongModel when the posts were read by another model than the live one, UnknownSource.
    """
    if not posts:
        return SaveResult()
    lock_posts(conn)
    _require_live_model(conn, posts)
    partitions.ensure(conn, {listed_at(post) for post in posts})
    since = _read_since(conn, posts)
    result = SaveResult()
    for batch in _without_twins(iter(renamed.settled(conn, list(zip(posts, bands, strict=True))))):
        result += _save(conn, batch, since)
    return result


def rewrite(conn: Conn, posts: Sequence[ProcessedPost], bands: Sequence[tuple[int, ...]]) -> int:
    """Put these in the place of what is stored under their keys, and keep nothing of that. Returns how many.

    For what must not have been stored: unlike `save` it leaves no revision. Raises WrongModel, UnknownSource.
    """
    if not posts:
        return 0
    lock_posts(conn)
    _require_live_model(conn, posts)
    held = _held(conn, [post.key for post in posts])
    pairs = [pair for pair in zip(posts, bands, strict=True) if held[pair[0].key]["erased_at"] is None]
    redone = [_redraft(post, own, held[post.key]) for post, own in pairs]
    told = _withdraw(conn, redone, revise=False)
    _complete(conn, redone, _read_since(conn, posts))
    stories.refresh(conn, told)
    return len(redone)


def _require_live_model(conn: Conn, posts: Sequence[ProcessedPost]) -> None:
    read_by = {post.prediction.model for post in posts}
    if models.live(conn) is None and len(read_by) == 1:
        models.register(conn, next(iter(read_by)))
    live = models.live(conn)
    if read_by != {live}:
        names = ", ".join(sorted(read_by))
        raise WrongModel(f"posts were read by model {names} and {live} is live; restart the worker, then save again")


def _read_since(conn: Conn, posts: Sequence[ProcessedPost]) -> dict[str, datetime]:
    earliest: dict[str, datetime] = {}
    for post in posts:
        earliest[post.source] = min(aware(post.fetched_at), earliest.get(post.source, aware(post.fetched_at)))
    slugs = sorted(earliest)
    conn.execute(load("sources")["begin_reading"], {"slugs": slugs, "moments": [earliest[slug] for slug in slugs]})
    rows = conn.execute(load("sources")["read_since"], {"slugs": slugs})
    since = {row["slug"]: row["read_since"] for row in rows}
    if missing := sorted(set(slugs) - set(since)):
        raise UnknownSource(f"source {missing[0]!r} is not stored; call sources.upsert first")
    return since


def _without_twins(
    pairs: Iterator[tuple[ProcessedPost, tuple[int, ...]]],
) -> Iterator[list[tuple[ProcessedPost, tuple[int, ...]]]]:
    """Split into batches in which no key comes twice; versions of one post follow in the order they were fetched."""
    waiting = sorted(pairs, key=lambda pair: aware(pair[0].fetched_at))
    while waiting:
        batch: dict[bytes, tuple[ProcessedPost, tuple[int, ...]]] = {}
        later = [pair for pair in waiting if batch.setdefault(pair[0].key, pair) is not pair]
        yield list(batch.values())
        waiting = later


def _save(
    conn: Conn, batch: Sequence[tuple[ProcessedPost, tuple[int, ...]]], since: Mapping[str, datetime]
) -> SaveResult:
    held = _held(conn, [post.key for post, _ in batch])
    new = [pair for pair in batch if pair[0].key not in held]
    changed = [pair for pair in batch if pair[0].key in held and _differs(pair[0], held[pair[0].key])]
    ids = _name(conn, [post for post, _ in new])
    fresh = [draft(ids[post.key], listed_at(post), post, bands) for post, bands in new]
    redone = [_redraft(post, bands, held[post.key]) for post, bands in changed]
    told = _withdraw(conn, redone)
    copy_posts(conn, fresh)
    _complete(conn, [*fresh, *redone], since)
    events.wait(conn, [each.id for each in (*fresh, *redone) if each.bands])
    stories.refresh(conn, told)
    return SaveResult(len(fresh), len(redone), len(batch) - len(fresh) - len(redone))


def _held(conn: Conn, keys: Sequence[bytes]) -> dict[bytes, dict[str, Any]]:
    rows = conn.execute(load("saving")["held"], {"keys": sorted(keys)})
    return {row["key"]: row for row in rows}


def _differs(post: ProcessedPost, held: Mapping[str, Any]) -> bool:
    if held["erased_at"] is not None or aware(post.fetched_at) < held["version_at"]:
        return False
    if held["exact"] != post.fingerprint.exact:
        return True
    # A comment's "2 giờ trước" says another minute at every visit; its first reading stands.
    return post.kind is not PostKind.COMMENT and held["published_at"] != (
        aware(post.published_at) if post.published_at else None
    )


def _name(conn: Conn, posts: Sequence[ProcessedPost]) -> dict[bytes, int]:
    """Numbers of new posts, in the order of the batch."""
    values = {"keys": [post.key for post in posts], "listed": [listed_at(post) for post in posts]}
    return {row["key"]: row["post_id"] for row in conn.execute(load("saving")["name"], values)}


def _redraft(post: ProcessedPost, bands: tuple[int, ...], held: Mapping[str, Any]) -> Draft:
    """The new version under the old number. An undated post stays where its first fetch listed it."""
    moment = listed_at(post) if post.published_at else min(held["first_fetched_at"], aware(post.fetched_at))
    return draft(held["post_id"], moment, post, bands)


def _withdraw(conn: Conn, drafts: Sequence[Draft], *, revise: bool = True) -> list[int]:
    """Keep old versions unless told otherwise, take back what hung on them, write the new ones.

    Returns the stories that they left.
    """
    if not drafts:
        return []
    statements = load("saving")
    ids = [each.id for each in drafts]
    partitions.ensure(conn, {each.listed_at for each in drafts})
    rollup.subtract(conn, ids)
    told = stories.of(conn, ids)
    if revise:
        moments = [aware(each.post.fetched_at) for each in drafts]
        conn.execute(statements["keep_revisions"], {"ids": ids, "moments": moments})
    conn.execute(statements["bare"], {"ids": ids})
    conn.execute(statements["drop_undecided_flags"], {"ids": [each.id for each in drafts if each.post.flag is None]})
    with conn.cursor() as cursor:
        cursor.executemany(statements["update_post"], [update_values(each) for each in drafts])
    return told


def _complete(conn: Conn, drafts: Sequence[Draft], since: Mapping[str, datetime]) -> None:
    """Write what hangs on posts: the same for new ones and for new versions."""
    if not drafts:
        return
    try:
        readings = [_reading(each, since) for each in drafts]
        copy_satellites(conn, drafts)
        predictions.write(conn, readings)
        predictions.write_flags(conn, readings)
    except pg.ForeignKeyViolation as error:
        raise WrongModel("the model of these posts is not registered; call models.register first") from error
    stories.assign(conn, drafts)
    rollup.add(conn, [each.id for each in drafts])


def _reading(of: Draft, since: Mapping[str, datetime]) -> Reading:
    post = of.post
    day = day_of(of.listed_at, aware(post.fetched_at), since[post.source])
    return Reading(of.id, of.listed_at, post.prediction, post.flag, day)
