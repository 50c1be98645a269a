"""Functions of text that look at no more than one run of characters without a space, remembered run by run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_LONGEST = 40
"""Longer runs are addresses and rubbish, which seldom return."""
_CAPACITY = 50_000
"""Runs that are remembered (some 10 MB) before all are forgotten."""


class ByRun(dict[str, T]):
    """Run -> what the function makes of it. Any thread: each step is one of the interpreter's own."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, run: str) -> T:
        made = self._function(run)
        if len(run) <= _LONGEST:
            if len(self) >= _CAPACITY:
                self.clear()
            self[run] = made
        return made


def rewritten(text: str, by_run: ByRun[str]) -> str:
    """The text with every run made anew."""
    return " ".join(map(by_run.__getitem__, text.split(" ")))
