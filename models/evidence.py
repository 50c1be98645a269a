"""Which words of a text carried a label: their features' values times the label's weights, as spans of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.prediction import Evidence
from models.align import aligner
from models.carried import carried, strong
from models.occurrences import Occurrences
from models.phrases import kinds
from models.space import Floats, Matrix
from models.tasks import Doubles
from nlp.keys import Numbers

MOST = 3
"""Spans shown for one label."""
SHARE = 0.25
"""A span that carries less than this part of the strongest one is left out."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What can be explained: names of tasks, and for each feature its weight in every one."""

    names: tuple[str, ...]
    weights: Floats


def explain(
    texts: Sequence[tuple[str, Sequence[str]]],
    found: Occurrences,
    rows: Matrix,
    asked: Sequence[Sequence[int]],
    labels: Labels,
) -> Iterator[tuple[Evidence, ...]]:
    """For each text, given with the words that were read in it: evidence for what is asked, heaviest first.

    `found` and `rows`: occurrences and row of the space of each text; `asked`: numbers of labels, text by text.
    """
    lengths = np.array([len(words) for _, words in texts], np.int64)
    starts, ends = aligner().spans(texts)
    weights = carried(found, rows, lengths, asked, labels.weights)
    words, telling = kinds([words for _, words in texts])
    runs = _runs(weights, strong(weights, telling & (starts >= 0), lengths), lengths, words & (starts >= 0))
    spans: defaultdict[tuple[int, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for key, first, last, weight in runs:
        span = int(starts[first]), int(ends[last])
        spans[key][span] = max(weight, spans[key].get(span, 0.0))
    for at, (text, _) in enumerate(texts):
        yield tuple(
            Evidence(labels.names[label], start, end, text[start:end], round(weight, 4))
            for slot, label in enumerate(asked[at])
            for (start, end), weight in _ranked(spans.get((at, slot), {}))
        )


def _ranked(spans: Mapping[tuple[int, int], float]) -> list[tuple[tuple[int, int], float]]:
    return sorted(spans.items(), key=lambda item: (-item[1], item[0]))[:MOST]


def _runs(
    weights: Doubles, chosen: npt.NDArray[np.bool_], lengths: Numbers, known: npt.NDArray[np.bool_]
) -> Iterator[tuple[tuple[int, int], int, int, float]]:
    """(text, slot), first and last word, weight: stretches of chosen words that are not much lighter than the heaviest.

    A stretch may go over one word that was not chosen but stands in the text (`known`), never over punctuation.
    """
    slot, word = np.nonzero(chosen.T)
    if not len(word):
        return
    key = slot * len(lengths) + np.repeat(np.arange(len(lengths)), lengths).take(word)
    same, gap = key[1:] == key[:-1], np.diff(word)
    over = same & (gap == 2) & known.take(word[:-1] + 1, mode="clip")
    first = np.flatnonzero(np.append(True, ~(over | (same & (gap == 1)))))
    last = np.append(first[1:], len(word)) - 1
    each = weights[word, slot]
    each[1:][over] += weights[word[:-1][over] + 1, slot[1:][over]]
    total, group = np.add.reduceat(each, first), key.take(first)
    most = np.full(int(group[-1]) + 1, -np.inf)
    np.maximum.at(most, group, total)
    kept = np.flatnonzero(total >= SHARE * most.take(group))
    places = np.stack([group % len(lengths), group // len(lengths), word.take(first), word.take(last)])[:, kept]
    for text, column, begin, end, weight in zip(*places.tolist(), total.take(kept).tolist(), strict=True):
        yield (text, column), begin, end, weight
