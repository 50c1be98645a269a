"""Imports of long files go on beside the server's answers: the page shows how far one has come."""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from store.errors import ImportStopped, WrongModel

LONG: Final = 300_000
"""Bytes of a file from which nobody should wait for the answer: half a minute's work."""
_PATIENCE: Final = 20.0
"""Seconds in which an import has at least begun."""

log = logging.getLogger(__name__)


def begin(run: Callable[[Callable[[int], None]], object]) -> int | None:
    """Let it run in a thread of its own; its number, or None where it did not even begin.

    The import itself says in the database how it ends, and a server that stops meanwhile leaves it interrupted there.
    """
    numbers: SimpleQueue[int | None] = SimpleQueue()

    def work() -> None:
        try:
            run(numbers.put)
        except (ImportStopped, WrongModel):
            pass  # somebody undid it, or a new model went live: its line in the list says that it was stopped
        except Exception as error:  # there is nobody left to answer to
            log.error("an import stopped: %s", type(error).__name__)
        numbers.put(None)

    Thread(target=work, name="import", daemon=True).start()
    try:
        return numbers.get(timeout=_PATIENCE)
    except Empty:
        return None
