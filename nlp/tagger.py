"""underthesea's tagger over whole batches: the same weights, summed by numpy instead of looked up string by string.

Each token has five numbers (its weight as the token two before … two after the one to be tagged), each pair four, each
triple three; they are added where they meet, and Viterbi does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from nlp.crfsuite import read_weights
from nlp.grams import Floats, Vocabulary, build_grams
from nlp.keys import Numbers
from nlp.oracle import Oracle
from nlp.token_weights import BEGIN, END, TokenWeights
from nlp.viterbi import decode, transitions

PAIRS = ("T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]")
TRIPLES = ("T[-2,0]", "T[-1,1]", "T[0,2]")
_GAP = 4
"""Two marks after a line and two before the next."""


class Tagger:
    """Says of each token whether it continues the word before it. Not for two threads at a time."""

    def __init__(self, oracle: Oracle) -> None:
        weights = read_weights(oracle.model)
        written, lower = Vocabulary(), Vocabulary()
        self._pairs = build_grams(PAIRS, 2, weights.state, oracle.dictionary, (written, lower))
        self._triples = build_grams(TRIPLES, 3, weights.state, oracle.dictionary, (written, lower))
        self._rules = transitions(weights)
        self.tokens = TokenWeights(weights, oracle, written, lower)

    def inside(self, lines: Sequence[Sequence[int]]) -> list[list[bool] | None]:
        """For each line of token numbers: which tokens are inside a word; None where a tie is too close to call."""
        if not any(lines):
            return [[] for _ in lines]
        labels, close = decode(self._scores(lines), _gaps(lines), self._rules)
        found: list[list[bool] | None] = []
        at = 0
        for line in lines:
            end = at + len(line)
            found.append(None if any(at <= tie < end for tie in close) else labels[at:end])
            at = end + _GAP
        return found

    def _scores(self, lines: Iterable[Sequence[int]]) -> Floats:
        """Score of I-W minus that of B-W for each token; between two lines lies a gap of four."""
        flat: list[int] = []
        for line in lines:
            flat += (BEGIN, BEGIN, *line, END, END)
        single, marks = self.tokens.at(np.array(flat, np.int64))
        columns = np.ascontiguousarray(marks.T)
        size = len(flat) - _GAP
        total = np.zeros(size)
        for rows in (single, self._pairs.weights(2, *columns), self._triples.weights(3, *columns)):
            for step in range(rows.shape[1]):
                total += rows[step : size + step, step]
        return total


def _gaps(lines: Iterable[Sequence[int]]) -> Numbers:
    """The positions between two lines."""
    ends = np.cumsum([len(line) + _GAP for line in lines])
    places: Numbers = (ends[:-1, None] - np.arange(1, _GAP + 1)).ravel()
    return places
