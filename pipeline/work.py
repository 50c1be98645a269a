"""Takes waiting pages, processes them, stores what came of them: one transaction a batch.

A killed worker loses its transaction and nothing else: its pages wait again, and nothing of them is stored.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.kit import Kit
from pipeline.process import Processed, SetAside, process_pages
from store import pages, posts
from store.db import Conn, connect
from store.errors import StoreError
from store.pages import StoredPage

BATCH = 100
"""Pages a transaction: large enough for vectorised models, small enough to lose little work to a kill."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run of the worker did."""

    pages: int = 0
    new: int = 0
    revised: int = 0
    same: int = 0
    set_aside: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.pages + other.pages,
            self.new + other.new,
            self.revised + other.revised,
            self.same + other.same,
            self.set_aside + other.set_aside,
        )


def process_waiting(dsn: str, kit: Kit, progress: Callable[[Tally], None] | None = None, batch: int = BATCH) -> Tally:
    """Process until no page waits; `progress` gets the tally after each batch."""
    total = Tally()
    with connect(dsn) as conn:
        while (done := process_batch(conn, kit, batch)).pages:
            total += done
            if progress:
                progress(total)
    return total


def process_batch(conn: Conn, kit: Kit, batch: int = BATCH) -> Tally:
    """One batch in one transaction."""
    with conn.transaction():
        claimed = pages.claim(conn, batch)
        if not claimed:
            return Tally()
        processed = _process(claimed, kit)
        saved = posts.save(conn, processed.posts, processed.bands)
        pages.done(conn, processed.done)
        for page in processed.set_aside:
            pages.set_aside(conn, page.page_id, page.reason, page.detail)
    return Tally(len(claimed), saved.new, saved.revised, saved.same, len(processed.set_aside))


def _process(claimed: Sequence[StoredPage], kit: Kit) -> Processed:
    """The batch; or, when a defect of ours makes it fail, page by page, so that one bad page holds up no other."""
    try:
        return process_pages(claimed, kit)
    except StoreError:
        raise
    except Exception as error:  # whatever a page of the open web may provoke
        log.warning("a batch of %d pages failed (%s); trying them one by one", len(claimed), type(error).__name__)
    return _join([_alone(page, kit) for page in claimed])


def _alone(page: StoredPage, kit: Kit) -> Processed:
    try:
        return process_pages([page], kit)
    except Exception as error:
        log.error("page %d cannot be processed: %s in %s", page.id, type(error).__name__, where(error))
        defect = SetAside(page.id, "defect", f"the program failed on this page ({type(error).__name__}); see the log")
        return Processed((), (), (), (defect,))


def where(error: Exception) -> str:
    """File and line, without the message: an exception's message may quote the post."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _join(parts: Sequence[Processed]) -> Processed:
    return Processed(
        posts=tuple(post for part in parts for post in part.posts),
        bands=tuple(band for part in parts for band in part.bands),
        done=tuple(page for part in parts for page in part.done),
        set_aside=tuple(page for part in parts for page in part.set_aside),
    )
