"""The tagger's weights for pairs and triples of tokens, as sorted tables that numpy can search for a whole batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.keys import Keys, Numbers

Floats = npt.NDArray[np.float64]

_BITS = 21
"""Three numbers of this size fill one key."""


class Vocabulary(dict[str, int]):
    """Numbers from 1 for the tokens that occur in known pairs and triples; 0 stands for all others."""

    def add(self, token: str) -> int:
        return self.setdefault(token, len(self) + 1)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of weights by key; the last row is that of every key that is not there."""

    keys: Keys
    rows: Floats

    def at(self, keys: Numbers) -> Floats:
        found = np.full(len(keys), len(self.rows) - 1)
        places, known = self.keys.find(keys)
        found[places] = known
        return self.rows.take(found, axis=0)


@dataclass(frozen=True, slots=True)
class Grams:
    """Weights of all pairs (or triples), one column for each template such as T[-1,0]."""

    written: Table
    """By the tokens as written."""
    lower: Table
    """By the tokens in lower case: their own weights and whether the dictionary has the sequence."""
    title: Floats
    """Row 0: some token begins small; row 1: none does."""
    begin: Floats
    """In place of all others where the sequence reaches before the line."""
    end: Floats

    def weights(self, size: int, written: Numbers, lower: Numbers, title: Numbers, edge: Numbers) -> Floats:
        """One row for each sequence of `size` neighbours. `edge`: 2 before the line, 1 after it, else 0."""
        found = self.written.at(_keys(written, size)) + self.lower.at(_keys(lower, size))
        found += self.title.take(_fold(np.minimum, title, size), axis=0)
        reach = _fold(np.maximum, edge, size)
        found[reach == 2] = self.begin
        found[reach == 1] = self.end
        return found


def _keys(numbers: Numbers, size: int) -> Numbers:
    keys = numbers[: len(numbers) - size + 1]
    for step in range(1, size):
        keys = keys << _BITS | numbers[step : len(numbers) - size + 1 + step]
    return keys


def _fold(how: np.ufunc, numbers: Numbers, size: int) -> Numbers:
    result: Numbers = numbers[: len(numbers) - size + 1]
    for step in range(1, size):
        result = how(result, numbers[step : len(numbers) - size + 1 + step])
    return result


def build_grams(
    templates: Sequence[str],
    size: int,
    state: Mapping[str, float],
    dictionary: Iterable[str],
    vocabularies: tuple[Vocabulary, Vocabulary],
) -> Grams:
    """Collect what the model knows of sequences of `size`; adds their tokens to the vocabularies (written, lower)."""
    written, lower = vocabularies
    known = set(_sequences(dictionary, size))
    raw = set(_sequences(_values(templates, "", state), size))
    low = known | set(_sequences(_values(templates, ".lower", state), size))
    outside = _row(templates, state, ".is_in_dict", "False")
    inside = _row(templates, state, ".is_in_dict", "True")
    edges = ["", ".lower", ".isdigit", ".istitle", ".is_in_dict"]
    return Grams(
        written=_table({_key(text, written): _row(templates, state, "", text) for text in raw}, np.zeros_like(outside)),
        lower=_table(
            {
                _key(text, lower): _row(templates, state, ".lower", text) + (inside if text in known else outside)
                for text in low
            },
            outside,
        ),
        title=np.stack([_row(templates, state, ".istitle", value) for value in ("False", "True")]),
        begin=np.sum([_row(templates, state, edge, "BOS") for edge in edges], axis=0),
        end=np.sum([_row(templates, state, edge, "EOS") for edge in edges], axis=0),
    )


def _row(templates: Sequence[str], state: Mapping[str, float], function: str, value: str) -> Floats:
    return np.array([state.get(f"{template}{function}={value}", 0.0) for template in templates])


def _table(rows: Mapping[int, Floats], other: Floats) -> Table:
    return Table(Keys.of(rows), np.array([*(rows[key] for key in sorted(rows)), other]))


def _key(text: str, vocabulary: Vocabulary) -> int:
    key = 0
    for token in text.split(" "):
        key = key << _BITS | vocabulary.add(token)
    return key


def _values(templates: Sequence[str], function: str, names: Iterable[str]) -> Iterator[str]:
    starts = tuple(f"{template}{function}=" for template in templates)
    return (name.split("=", 1)[1] for name in names if name.startswith(starts))


def _sequences(texts: Iterable[str], size: int) -> Iterator[str]:
    for text in texts:
        parts = text.split(" ")
        if len(parts) == size and all(parts):
            yield text
