"""Memory of a program that reads texts for long."""

from __future__ import annotations

import gc


def settle() -> None:
    """Call it once, when models and tables that stay for good are loaded.

    Else the garbage collector walks through all of them again and again, a third of the time. Not for a program that
    loads them anew for each job: what was frozen in a ring is never collected.
    """
    gc.collect()
    gc.freeze()
