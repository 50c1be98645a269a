"""underthesea's tokeniser, remembered: what a run of non-space characters becomes does not depend on its neighbours.

Two exceptions, both in its pattern: `$` looks at the end of the text, and `Th.S` matches "Th" + any character + "S", so
"Th sáu" too. The first is why the last run has a memory of its own, the second why such lines are left to the oracle.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.oracle import Oracle

_LONGEST = 40
"""Longer runs are addresses and rubbish, which seldom return."""
_VIETNAMESE = "A-Za-zÀ-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ"
LETTERS = re.compile(f"[{_VIETNAMESE}]+")
_PLAIN = re.compile(f'([("“]?)([{_VIETNAMESE}]+)([,;!?")”]?)')
"""Of the pattern's many kinds only the plain word and the punctuation match these (and the said `Th.S`)."""
_ACROSS_SPACE = re.compile(r"Th\s[Ss]")


class Memory(dict[str, tuple[int, ...]]):
    """Run -> numbers of its tokens, filled on demand."""

    def __init__(self, oracle: Oracle, number_of: Callable[[str], int], after: str) -> None:
        super().__init__()
        self._oracle = oracle
        self._number_of = number_of
        self._after = after

    def __missing__(self, run: str) -> tuple[int, ...]:
        normalize = self._oracle.normalize_token
        plain = None if "Th" in run else _PLAIN.fullmatch(run)
        if plain:
            tokens = [normalize(part) for part in plain.groups() if part]
        else:
            tokens = [normalize(match[0]) for match in self._oracle.pattern.finditer(run + self._after)]
        numbers = tuple([self._number_of(token) for token in tokens])
        if len(run) <= _LONGEST:
            self[run] = numbers
        return numbers


class Tokenizer:
    """Turns lines into token numbers. Not for two threads at a time."""

    def __init__(self, oracle: Oracle, number_of: Callable[[str], int]) -> None:
        self._normalize = oracle.normalize_text
        self._inner = Memory(oracle, number_of, " ")
        self._last = Memory(oracle, number_of, "")

    def __len__(self) -> int:
        return len(self._inner) + len(self._last)

    def forget(self) -> None:
        self._inner.clear()
        self._last.clear()

    def tokens(self, line: str) -> list[int] | None:
        """The numbers of the line's tokens; None where the line must be tokenised as a whole."""
        if "Th" in line and _ACROSS_SPACE.search(line):
            return None
        line = self._normalize(line)
        runs = line.split()
        if not runs:
            return []
        last = self._last if line[-1:] == runs[-1][-1] or line.endswith(runs[-1] + "\n") else self._inner
        inner = self._inner
        found = [number for run in runs[:-1] for number in inner[run]]
        found += last[runs.pop()]
        return found
