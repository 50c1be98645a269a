"""Memory of a program that reads texts for long."""

from __future__ import annotations

import gc

_NEW = 20_000
"""Objects made between two looks for rings among them; the interpreter's 700 are less than the answers to ten posts."""


def settle() -> None:
    """Call it once, when models and tables that stay for good are loaded.

    Else the garbage collector walks through all of them again and again, a third of the time. Not for a program that
    loads them anew for each job: what was frozen in a ring is never collected.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, *gc.get_threshold()[1:])
