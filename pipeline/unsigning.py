"""Takes writers' names out of what was stored under older rules: raw pages, posts, and earlier versions of posts.

Each batch is a transaction, and what was cleaned is not found again: interrupted, it is simply begun once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import chain

from crawlers.bylines import without_writers
from crawlers.spec import SourceSpec
from crawlers.split import split
from domain.post import Page
from pipeline.kit import Kit
from pipeline.process import process_posts
from store import jobs, saving, unsigning
from store.db import Conn, connect
from store.unsigning import HeldPost, HeldText

PAGES, TEXTS = 50, 500
"""Of each, a transaction."""
_RULES = ("bylines.py", "persons.py", "split.py", "data/persons.toml")
MakeKit = Callable[[], Kit]


@dataclass(frozen=True, slots=True)
class Unsigned:
    """In how many of each something was taken out."""

    pages: int = 0
    posts: int = 0
    revisions: int = 0

    def __add__(self, other: Unsigned) -> Unsigned:
        return Unsigned(self.pages + other.pages, self.posts + other.posts, self.revisions + other.revisions)


def unsign_if_rules_changed(dsn: str, specs: Mapping[str, SourceSpec], make_kit: MakeKit) -> Unsigned | None:
    """Do it once for each set of rules; None where it was done for these."""
    name = f"unsigned:{_digest()}"
    with connect(dsn) as conn:
        if any(job.outcome == "done" for job in jobs.newest(conn, name, 5)):
            return None
        job = jobs.begin(conn, name)
    found = unsign(dsn, specs, make_kit)
    with connect(dsn) as conn:
        jobs.finish(conn, job, "done", {"pages": found.pages, "posts": found.posts, "revisions": found.revisions})
    return found


def unsign(dsn: str, specs: Mapping[str, SourceSpec], make_kit: MakeKit, source: str | None = None) -> Unsigned:
    """Read everything that is kept, of one source or of all, by today's rules for names of writers.

    The kit is made only where a post must be read once more.
    """
    kit = cache(make_kit)
    with connect(dsn) as conn:
        conn.autocommit = True
        steps = chain(_pages(conn, specs, source), _posts(conn, kit, source), _revisions(conn, source))
        return sum(steps, start=Unsigned())


def _pages(conn: Conn, specs: Mapping[str, SourceSpec], source: str | None) -> Iterator[Unsigned]:
    last, waiting = 0, True
    while waiting:
        with conn.transaction():
            batch = unsigning.pages_after(conn, last, PAGES, source)
            cleaned = [(number, page, split(page, specs.get(page.source)).page.body) for number, page in batch]
            changed = [(number, body) for number, page, body in cleaned if _worth_it(page, body)]
            for number, body in changed:
                unsigning.put_body(conn, number, body)
        waiting, last = bool(batch), batch[-1][0] if batch else last
        yield Unsigned(pages=len(changed))


def _worth_it(page: Page, body: bytes) -> bool:
    """A page that cannot be read any more keeps its bytes: it was split once, and is deleted in its time."""
    return bool(body) and body != page.body


def _posts(conn: Conn, kit: MakeKit, source: str | None) -> Iterator[Unsigned]:
    for batch in _batches(lambda last: unsigning.texts_after(conn, last, TEXTS, source)):
        signed = [one.id for one in batch if without_writers(one.text) != one.text]
        if signed:
            with conn.transaction():
                rewritten = _rewrite(conn, unsigning.held(conn, signed), kit())
            yield Unsigned(posts=rewritten)


def _rewrite(conn: Conn, held: Sequence[HeldPost], kit: Kit) -> int:
    """Read them once more without the names, as if they had never had any: under their own names, without revision."""
    pages = [Page(one.source, one.post.url, one.version_at, 200, {}, b"") for one in held]
    texts = [replace(one.post, text=without_writers(one.post.text)) for one in held]
    posts, bands = process_posts(list(zip(pages, texts, strict=True)), kit)
    named = [replace(post, key=one.key, redactions=one.redactions) for post, one in zip(posts, held, strict=True)]
    return saving.rewrite(conn, named, bands)


def _revisions(conn: Conn, source: str | None) -> Iterator[Unsigned]:
    for batch in _batches(lambda last: unsigning.revisions_after(conn, last, TEXTS, source)):
        signed = [one for one in batch if without_writers(one.text) != one.text]
        if signed:
            with conn.transaction():
                for one in signed:
                    unsigning.put_revision(conn, one.id, without_writers(one.text))
                unsigning.drop_echoes(conn, [one.id for one in signed])
            yield Unsigned(revisions=len(signed))


def _batches(after: Callable[[int], list[HeldText]]) -> Iterator[list[HeldText]]:
    last = 0
    while batch := after(last):
        yield batch
        last = batch[-1].id


@cache
def _digest() -> str:
    """Names the rules: where a file of theirs changes, what was stored under the old ones is read once more."""
    files = resources.files("crawlers")
    return hashlib.sha256(b"".join(files.joinpath(name).read_bytes() for name in _RULES)).hexdigest()[:16]
