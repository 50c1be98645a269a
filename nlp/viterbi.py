"""Viterbi for two labels over a whole batch of lines.

With two labels one number a token suffices: by how much the best way that ends inside a word is ahead of the best one
that begins a word. The transitions bound what the past adds to it, so a token with a clear score of its own is decided
without its past; only the unclear ones, about one in five, are walked through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.crfsuite import Weights
from nlp.grams import Floats
from nlp.keys import Numbers

_TOO_CLOSE = 1e-7
"""Numbers this near to a tie may fall the other way by rounding alone."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """What the four transition weights mean for the difference of the two labels' scores."""

    if_inside: float
    """The lead that a token needs to be inside, where the next token is inside."""
    if_begin: float
    gain_inside: float
    """What the next token starts with, where this one is far ahead as inside; the bounds of what it can start with."""
    gain_begin: float
    weights: Weights

    def gain(self, lead: float) -> float:
        weights = self.weights
        to_inside = max(weights.begin_inside, lead + weights.inside_inside)
        return to_inside - max(weights.begin_begin, lead + weights.inside_begin)


def transitions(weights: Weights) -> Transitions:
    return Transitions(
        if_inside=weights.begin_inside - weights.inside_inside,
        if_begin=weights.begin_begin - weights.inside_begin,
        gain_inside=weights.inside_inside - weights.inside_begin,
        gain_begin=weights.begin_inside - weights.begin_begin,
        weights=weights,
    )


def decode(scores: Floats, gaps: Numbers, rules: Transitions) -> tuple[list[bool], list[int]]:
    """Labels (true: inside a word) and the positions that are too close to a tie to be believed.

    `scores`: I-W minus B-W; `gaps`: positions between two lines, over which nothing is carried.
    """
    needed = (0.0, rules.if_inside, rules.if_begin)
    gains = (0.0, rules.gain_inside, rules.gain_begin)
    inside = scores > max(needed) - min(gains) + _TOO_CLOSE
    begin = scores < min(needed) - max(gains) - _TOO_CLOSE
    unclear = ~(inside | begin)
    unclear[gaps] = False
    gain = np.where(inside, rules.gain_inside, rules.gain_begin)
    need = np.where(inside, rules.if_inside, rules.if_begin)
    gain[gaps] = need[gaps] = 0.0
    places: list[int] = np.flatnonzero(unclear).tolist()
    leads = _leads(places, scores[unclear].tolist(), [0.0, *gain.tolist()], rules)
    labels: list[bool] = inside.tolist()
    return labels, _settle(places, leads, [*need.tolist(), 0.0], labels, rules)


def _leads(places: list[int], scores: list[float], gain: list[float], rules: Transitions) -> list[float]:
    """The lead of each unclear token; `gain[t]` is what t starts with."""
    leads = []
    for place, score in zip(places, scores, strict=True):
        lead = score + gain[place]
        leads.append(lead)
        gain[place + 1] = rules.gain(lead)
    return leads


def _settle(
    places: list[int], leads: list[float], need: list[float], labels: list[bool], rules: Transitions
) -> list[int]:
    """Write the labels of the unclear tokens, from the last back; `need[t + 1]` is the lead that t needs. -> ties."""
    close = []
    for place, lead in zip(reversed(places), reversed(leads), strict=True):
        margin = lead - need[place + 1]
        if abs(margin) < _TOO_CLOSE:
            close.append(place)
        labels[place] = margin > 0
        need[place] = rules.if_inside if margin > 0 else rules.if_begin
    return close
