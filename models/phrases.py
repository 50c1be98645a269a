"""Which words may stand in what is shown: a phrase says something and ends where its clause ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.runs import ByRun

Bools = npt.NDArray[np.bool_]

_SOUND = re.compile(r"\w")
FILE = Path(__file__).parent / "data" / "little_words.txt"


@cache
def _little() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _weight(word: str) -> int:
    """0: no word, 1: a little one that may stand inside a phrase only, 2: one that says something."""
    if not _SOUND.search(word):
        return 0
    return 1 if word in _little() else 2


_WEIGHTS = ByRun(_weight)


def kinds(texts: Sequence[Sequence[str]]) -> tuple[Bools, Bools]:
    """Of the words of all texts in a row: which are words at all, and which of them say something."""
    found = np.array(list(map(_WEIGHTS.__getitem__, chain.from_iterable(texts))), np.int64)
    return found >= 1, found == 2


def near(chosen: Bools, post: npt.NDArray[np.int64]) -> Bools:
    """Words next to a chosen one of the same text; one row a word, one column a label."""
    same = (post[1:] == post[:-1])[:, None]
    found = np.zeros_like(chosen)
    found[1:] |= chosen[:-1] & same
    found[:-1] |= chosen[1:] & same
    return found
