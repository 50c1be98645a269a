"""What the tagger knows of each single token: five weights and what pairs and triples are found by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from nlp.crfsuite import Weights
from nlp.grams import Floats, Vocabulary
from nlp.keys import Numbers
from nlp.oracle import Oracle
from nlp.tokens import LETTERS

SINGLES = ("T[-2]", "T[-1]", "T[0]", "T[1]", "T[2]")
BEGIN, END = 0, 1
"""Numbers of the marks that stand before and after each line."""
_TRAITS = ("isdigit", "istitle", "is_in_dict")
_EDGES = ("", ".lower", *(f".{trait}" for trait in _TRAITS))


class TokenWeights:
    """Grows with each new token. Not for two threads at a time."""

    def __init__(self, weights: Weights, oracle: Oracle, written: Vocabulary, lower: Vocabulary) -> None:
        self._state = weights.state
        self._process = oracle.featurizer.process
        self._dictionary = oracle.dictionary
        self._written = written
        self._lower = lower
        self._of_traits = {values: self._traits_alone(values) for values in product(("True", "False"), repeat=3)}
        self.forget()

    def __len__(self) -> int:
        return len(self._rows)

    def forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self.after_space = ["", ""]
        self.after_joint = ["", ""]
        self._rows = [self._edge("BOS"), self._edge("EOS")]
        self._marks = [(0, 0, 0, 2), (0, 0, 0, 1)]
        self._weights: Floats = np.empty((0, len(SINGLES)))
        self._columns: Numbers = np.empty((0, 4), np.int64)

    def number(self, token: str) -> int:
        found = self._numbers.get(token)
        return self._add(token) if found is None else found

    def at(self, numbers: Numbers) -> tuple[Floats, Numbers]:
        """Weights (n, 5) and marks (n, 4): number as written, number in lower case, title or not, edge or not."""
        known = len(self._weights)
        if known < len(self._rows):
            self._weights = np.concatenate([self._weights, np.array(self._rows[known:])])
            self._columns = np.concatenate([self._columns, np.array(self._marks[known:], np.int64)])
        return self._weights.take(numbers, axis=0), self._columns.take(numbers, axis=0)

    def _add(self, token: str) -> int:
        lower, *traits = self._reading(token)
        number = self._numbers[token] = len(self._rows)
        get = self._state.get
        # Tuples of plain numbers cost the garbage collector nothing, lists would.
        self._rows.append(
            tuple(
                [
                    base + get(f"{at}={token}", 0.0) + get(f"{at}.lower={lower}", 0.0)
                    for at, base in zip(SINGLES, self._of_traits[tuple(traits)], strict=True)
                ]
            )
        )
        self._marks.append((self._written.get(token, 0), self._lower.get(lower, 0), int(traits[1] == "True"), 0))
        self.after_space.append(f" {token}")
        self.after_joint.append(f"_{token}")
        return number

    def _reading(self, token: str) -> tuple[str, ...]:
        """The token in lower case, and "True" or "False" for each trait."""
        if LETTERS.fullmatch(token):
            lower = token.lower()
            return lower, "False", str(token[0] == token[0].upper()), str(lower in self._dictionary)
        # For all others the featurizer itself says it: its idea of case and of a number is Rust's, not Python's.
        features = dict(feature.split("=", 1) for feature in self._process([[[token]]])[0][0])
        return tuple(features[f"T[0].{trait}"] for trait in ("lower", *_TRAITS))

    def _edge(self, value: str) -> tuple[float, ...]:
        return tuple(sum(self._state.get(f"{at}{edge}={value}", 0.0) for edge in _EDGES) for at in SINGLES)

    def _traits_alone(self, values: Sequence[str]) -> tuple[float, ...]:
        return tuple(
            sum(self._state.get(f"{at}.{trait}={value}", 0.0) for trait, value in zip(_TRAITS, values, strict=True))
            for at in SINGLES
        )
