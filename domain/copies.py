"""Whether one text copies another, decided by the stretches of words that they share.

A fingerprint of short shingles finds who may be a copy of whom, but cannot tell: half of an article, which is a copy,
has less in common with it than two days of a price list, which are not. What a newsroom cuts or adds leaves long
stretches untouched; what is written anew, or filled in anew, has hardly any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

RUN = 16
"""Words in a row that no two people write alike; every date or number that differs breaks a run. Of 6 to 16, the
longest parts a copy from a form that is filled in anew each day best (bench/once.py)."""
SHORTEST_RUN = 5
COPIED = 0.6
"""Share of the shorter text that must stand in the other."""
_WORD = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """A text as `copied` compares it: without case and punctuation."""
    return tuple(_WORD.findall(text.casefold()))


def copied(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether most of the shorter text stands in the longer one, in runs of words."""
    return overlap(one, other) >= COPIED


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of the shorter text's words in runs which the other has too, 0 to 1. Short texts have short runs."""
    shorter, longer = sorted((tuple(one), tuple(other)), key=len)
    run = min(RUN, len(shorter) // 3)
    if run < SHORTEST_RUN:
        return float(bool(shorter) and shorter == longer)
    known = {longer[at : at + run] for at in range(len(longer) - run + 1)}
    reached = covered = 0
    for at in range(len(shorter) - run + 1):
        if shorter[at : at + run] in known:
            covered += at + run - max(at, reached)
            reached = at + run
    return covered / len(shorter)
