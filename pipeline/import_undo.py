"""Taking an import back, step by step: a kill loses nothing, and the next start goes on."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.importing import Connect
from store import imports, undoing
from store.imports import Batch


def undo(connect: Connect, import_id: int, user_id: int | None, progress: Callable[[int], None] | None = None) -> Batch:
    """Raises store.errors.NotFound. An import that is undone already stays as it is."""
    with connect() as conn:
        undoing.begin(conn, import_id, user_id)
    seen = 0
    while True:
        with connect() as conn:
            found = undoing.step(conn, import_id)
        if not found:
            break
        seen += found
        if progress:
            progress(seen)
    with connect() as conn:
        return imports.get(conn, import_id)
