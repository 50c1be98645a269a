"""Imports of people: each remembers which posts it brought, so that it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from psycopg.types.json import Jsonb

from domain.post import ProcessedPost
from store import posts
from store.db import Conn
from store.errors import ImportStopped, NotFound
from store.locks import lock_posts
from store.sql import load

State = Literal["running", "done", "stopped", "undoing", "undone"]

DONE: Final[State] = "done"
STOPPED: Final[State] = "stopped"
_EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
MOST_PROBLEMS: Final = 2_000
"""Of one import are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    row: int
    why: str
    """In words, never with what stood in the row."""


@dataclass(frozen=True, slots=True)
class Saved:
    added: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    id: int
    who: str | None
    """None for the command line."""
    format: str
    source: str
    source_name: str
    kind: str
    """Of all its posts; empty where each said its own."""
    state: State
    began_at: datetime
    touched_at: datetime
    added: int
    known: int
    """Posts that were stored before."""
    failed: int
    """Rows that could not be read."""
    removed: int
    """Posts that its undoing took away."""
    listed_problems: int

    @property
    def kept(self) -> int:
        """Posts that its undoing left: people worked on them, or they came from elsewhere too."""
        return self.added - self.removed if self.state == "undone" else 0


def begin(conn: Conn, *, user_id: int | None, form: str, source: str, kind: str = "") -> int:
    """A new import; commit before the work, or a kill leaves no trace of it. Raises ForeignKeyViolation unguarded."""
    values = {"user_id": user_id, "format": form, "source": source, "kind": kind}
    row = conn.execute(load("imports")["begin"], values).fetchone() or {}
    return int(row["id"])


def save(
    conn: Conn,
    import_id: int,
    batch: Sequence[ProcessedPost],
    bands: Mapping[bytes, tuple[int, ...]],
    problems: Sequence[RowProblem] = (),
) -> Saved:
    """Store the posts that are not stored yet, and note all of them; `bands` by key. One transaction a batch.

    A stored post is left alone, even where the import says otherwise: undoing could not bring its words back.
    Raises ImportStopped when somebody undoes the import meanwhile.
    """
    _still(conn, import_id)
    lock_posts(conn)
    keys = [post.key for post in batch]
    held = {row["key"] for row in conn.execute(load("imports")["known"], {"keys": sorted(keys)})}
    fresh = list({post.key: post for post in reversed(batch) if post.key not in held}.values())
    posts.save(conn, fresh, [bands[post.key] for post in fresh])
    added = [post.key for post in fresh]
    conn.execute(load("imports")["note"], {"id": import_id, "keys": keys, "added": added})
    _count(conn, import_id, Saved(len(added), len(batch) - len(added)), problems)
    return Saved(len(added), len(batch) - len(added))


def _still(conn: Conn, import_id: int) -> None:
    row = conn.execute(load("imports")["lock"], {"id": import_id}).fetchone()
    if row is None:
        raise NotFound(f"import {import_id} is not stored; `langnghe import --list` names those that are")
    if row["state"] != "running":
        raise ImportStopped(f"import {import_id} was undone meanwhile; import the file again if you still want it")


def _count(conn: Conn, import_id: int, saved: Saved, problems: Sequence[RowProblem]) -> None:
    before = problems_of(conn, import_id) if problems else []
    listed = [asdict(problem) for problem in problems[: max(0, MOST_PROBLEMS - len(before))]]
    values = {"id": import_id, **asdict(saved), "failed": len(problems), "problems": Jsonb(listed)}
    conn.execute(load("imports")["count"], values)


def end(conn: Conn, import_id: int, state: State) -> None:
    """`done`, or `stopped` for one that was interrupted. One that is being undone stays so."""
    conn.execute(load("imports")["leave"], {"id": import_id, "state": state, "was": "running"})


def newest(conn: Conn, most: int = 50) -> list[Batch]:
    """Imports, newest first."""
    return [Batch(**row) for row in conn.execute(load("imports")["every"], {"id": None, "most": most})]


def get(conn: Conn, import_id: int) -> Batch:
    """Raises NotFound."""
    row = conn.execute(load("imports")["every"], {"id": import_id, "most": 1}).fetchone()
    if row is None:
        raise NotFound(f"import {import_id} is not stored; `langnghe import --list` names those that are")
    return Batch(**row)


def expect_old(conn: Conn, source: str) -> None:
    """Posts of this source stand on the list of the day on which they arrive, however old: they are told now."""
    conn.execute(load("sources")["begin_reading"], {"slugs": [source], "moments": [_EVER]})


def posts_of(conn: Conn, import_id: int) -> list[int]:
    """Numbers of the posts that an import brought or found."""
    return [row["post_id"] for row in conn.execute(load("imports")["posts"], {"id": import_id})]


def problems_of(conn: Conn, import_id: int) -> list[RowProblem]:
    """Rows that could not be read, the first ones of the file."""
    row = conn.execute(load("imports")["problems"], {"id": import_id}).fetchone() or {"problems": []}
    return [RowProblem(**problem) for problem in row["problems"]]
