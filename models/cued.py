"""The cues of a whole batch of posts at once: what `Cues.find` says of each, by numpy.

Every way in which a phrase may be written (each syllable with its diacritics or without) is a path through a tree
whose edges are syllables; all places of a batch walk it together, one syllable a step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

import numpy as np

from models.chains import Numbering
from models.cues import DENIAL, REACH, Cues, Phrase, Syllables
from models.rows import Rows
from nlp.keys import Keys, Numbers

_BITS = 21
"""A node and a syllable fill one key."""
_ROOT = 0
Found = tuple[Numbers, Numbers]
"""Columns, and the place of the syllable where each cue begins."""


class Cued:
    """Made from cues and the columns of their features (-1: the vocabulary has none)."""

    def __init__(self, cues: Cues, column_of: Callable[[str], int], syllables: Numbering) -> None:
        """Adds the syllables of the phrases to the numbering, by which `find` is asked."""
        self._columns = Rows()
        ends: list[int] = []
        denies: list[bool] = []
        paths: dict[tuple[int, ...], int] = {}
        for written, said in _written(cues.phrases).items():
            paths[tuple([syllables.add(one) for one in written])] = len(ends)
            ends.append(len(written))
            denies.append(DENIAL in said)
            for sign in ("", "-"):
                columns = [column_of(f"x:{sign}{cue}") for cue in said]
                self._columns.add([column for column in columns if column >= 0])
        self._lengths, self._denies = np.array(ends, np.int64), np.array(denies, np.bool_)
        self._keys, self._children, self._phrases = _tree(paths)

    def find(self, units: Numbers, breaks: Numbers) -> Found:
        """`units`: the syllables of a batch, 0 for what no phrase has; `breaks`: how many breaks stand up to each."""
        phrases = self._longest(units)
        starts = np.flatnonzero(phrases >= 0)
        phrases = phrases.take(starts)
        rows = 2 * phrases + self._turned(starts, phrases, breaks)
        columns, origin = self._columns.of(rows)
        return columns, starts.take(origin)

    def _longest(self, units: Numbers) -> Numbers:
        """For each place the longest phrase that begins there; -1 for none."""
        found = np.full(len(units), -1)
        starts = np.flatnonzero(units > 0)
        nodes = np.full(len(starts), _ROOT)
        depth = 0
        while len(starts):
            inside = np.flatnonzero(starts + depth < len(units))
            starts, nodes = starts.take(inside), nodes.take(inside)
            places, known = self._keys.find(nodes << _BITS | units.take(starts + depth))
            starts, nodes = starts.take(places), self._children.take(known)
            phrases = self._phrases.take(nodes)
            ended = np.flatnonzero(phrases >= 0)
            found[starts.take(ended)] = phrases.take(ended)
            depth += 1
        return found

    def _turned(self, starts: Numbers, phrases: Numbers, breaks: Numbers) -> Numbers:
        """1 for each cue that the last denial before it reaches, with no break between the two; else 0."""
        denials = np.flatnonzero(self._denies.take(phrases))
        last = np.searchsorted(denials, np.arange(len(starts))) - 1
        turned = np.zeros(len(starts), np.int64)
        after = np.flatnonzero(last >= 0)
        denial = denials.take(last.take(after))
        begin, here = starts.take(denial), starts.take(after)
        reached = here < begin + self._lengths.take(phrases.take(denial)) + REACH
        turned[after] = reached & (breaks.take(here) == breaks.take(begin))
        return turned


def _written(phrases: Mapping[Syllables, tuple[Phrase, ...]]) -> dict[Syllables, tuple[str, ...]]:
    """Every way to write each phrase -> the cues that it stands for there; a lone syllable as written only."""
    found: dict[Syllables, tuple[str, ...]] = {}
    for plain, rows in phrases.items():
        for phrase, cues in rows:
            for way in _ways(phrase, plain):
                found.setdefault(way, cues)
    return found


def _ways(phrase: Syllables, plain: Syllables) -> Iterator[Syllables]:
    if len(phrase) == 1:
        return iter((phrase,))
    return product(*[dict.fromkeys(pair) for pair in zip(phrase, plain, strict=True)])


def _tree(paths: Mapping[tuple[int, ...], int]) -> tuple[Keys, Numbers, Numbers]:
    """Keys of the edges, the node to which each leads, and the phrase that ends at each node (-1: none)."""
    children: dict[int, int] = {}
    phrases = [-1]
    for path, phrase in paths.items():
        node = _ROOT
        for unit in path:
            node = children.setdefault(node << _BITS | unit, len(phrases))
            if node == len(phrases):
                phrases.append(-1)
        phrases[node] = phrase
    keys = Keys.of(children)
    return keys, np.array([children[key] for key in keys.known.tolist()], np.int64), np.array(phrases, np.int64)
