"""Where a probability becomes a decision. Each rule states its aim, and goes into the manifest with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.prediction import Sentiment
from models.metrics import f1, macro_f1
from models.tasks import FLAG, RELEVANT, SENTIMENT, STANCES, Doubles, Ints, Task

Bools = npt.NDArray[np.bool_]

FLAG_RECALL = 0.95
"""A flag that is missed helps nobody; one too many costs a minute. Texts of strangers lose a quarter of it."""
FLAG_PRECISION = 0.55
"""Below this, staff would stop to trust the list."""
PRIOR = 30
"""Posts' worth of trust in the threshold common to all topics: one fitted on twenty posts would be chance."""
EAGER = 0.7
"""Part of the best threshold of our own posts at which a topic is given or a post is relevant: texts of strangers
share fewer words with them, so that right answers are less sure there."""
SPOKEN_OF = 1.2
"""Stances given for one that our own posts have: strangers speak of a target in words that make it less sure."""
SOLID = 0.005
"""Macro-F1 that a bias must gain to be taken: less is chance."""
OUTSPOKEN = 1.1
"""Good and bad tones given for one that our own posts have: words that the model does not know leave a text neutral."""
BAND = 0.4
"""Log-odds on each side of a threshold within which a decision is doubtful (.40 to .60 at a threshold of one half)."""
MARGIN = 0.12
"""Difference of the two greatest probabilities under which a choice of several classes is doubtful."""

NEUTRAL = Sentiment.NEUTRAL.value
_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)
_BIASES = np.round(np.arange(-1.5, 1.51, 0.25), 2)
MOST = 3.0
"""No class is favoured by more than this, whatever its posts say."""
_STEPS = (0.3,) * 60 + (0.05,) * 20


@dataclass(frozen=True, slots=True)
class Decision:
    """How the probabilities of a task become its class."""

    aim: str
    threshold: float = 0.5
    bias: tuple[float, ...] = ()
    """Added to the log-probability of each class, for tasks of more than two."""


def choose(task: Task, probabilities: Doubles, classes: Ints) -> Decision:
    """The decision of one task, from cross-fitted probabilities."""
    if task.name in STANCES:
        aim = f"each stance given {SPOKEN_OF} times as often as our own posts have it"
        return Decision(aim, bias=_as_often(probabilities, classes, 0, SPOKEN_OF))
    if task.name == SENTIMENT:
        aim = f"good and bad tone given {OUTSPOKEN} times as often as our own posts have them"
        return Decision(aim, bias=_as_often(probabilities, classes, task.classes.index(NEUTRAL), OUTSPOKEN))
    if not task.binary:
        return Decision("macro-F1", bias=_biases(probabilities, classes))
    if task.name == RELEVANT:
        return Decision(f"F1, then x {EAGER}", round(EAGER * _for_f1(probabilities[:, 1], classes == 1), 3))
    if task.name == FLAG:
        aim = f"recall >= {FLAG_RECALL} while precision >= {FLAG_PRECISION}"
        return Decision(aim, _for_recall(probabilities[:, 1], classes == 1))
    return Decision("F1", _for_f1(probabilities[:, 1], classes == 1))


def pool(own: Mapping[str, Decision], positives: Mapping[str, int]) -> dict[str, Decision]:
    """Draw the thresholds of topics to their weighted mean, the more so the fewer posts each has."""
    total = sum(positives.values())
    if total == 0:
        return dict(own)
    common = sum(own[name].threshold * count for name, count in positives.items()) / total
    return {
        name: Decision(
            f"F1, drawn to the topics' common {common:.2f} as by {PRIOR} posts, then x {EAGER}",
            round(EAGER * (decision.threshold * positives[name] + common * PRIOR) / (positives[name] + PRIOR), 3),
        )
        for name, decision in own.items()
    }


def decide(decision: Decision, probabilities: Doubles) -> tuple[Ints, Bools]:
    """The class of each post, and whether the choice is doubtful."""
    if not decision.bias:
        chosen, doubtful = decide_yes(probabilities[:, 1], np.array(decision.threshold))
        return chosen.astype(np.int64), doubtful
    weighed = probabilities * np.exp(np.array(decision.bias))
    weighed /= weighed.sum(axis=1, keepdims=True)
    best = np.sort(weighed, axis=1)
    return weighed.argmax(axis=1).astype(np.int64), best[:, -1] - best[:, -2] < MARGIN


def decide_yes(yes: Doubles, thresholds: Doubles) -> tuple[Bools, Bools]:
    """Whether yes was chosen, and whether that is doubtful; of one task or of many, with a threshold for each."""
    sure = np.clip(yes, 1e-6, 1 - 1e-6)
    edges = np.log(thresholds / (1 - thresholds))
    return sure >= thresholds, np.abs(np.log(sure / (1 - sure)) - edges) < BAND


def _for_f1(yes: Doubles, truth: Bools) -> float:
    found = [f1(truth, yes >= at) for at in _GRID]
    best = max(found)
    # The middle of all thresholds that are as good to within half a point: a lone peak is chance.
    good = _GRID[[one >= best - 0.005 for one in found]]
    return round(float(np.median(good)), 3) if best > 0 else 0.5


def _for_recall(yes: Doubles, truth: Bools) -> float:
    for at in _GRID[::-1]:
        chosen = yes >= at
        if not chosen.any() or not truth.any():
            continue
        recall, precision = chosen[truth].mean(), truth[chosen].mean()
        if recall >= FLAG_RECALL or (precision < FLAG_PRECISION and recall > 0.5):
            return float(at)
    return 0.5


def _biases(probabilities: Doubles, classes: Ints) -> tuple[float, ...]:
    """Coordinate ascent on macro-F1, from no bias, twice round."""
    count = probabilities.shape[1]
    bias = np.zeros(count)
    logs = np.log(np.clip(probabilities, 1e-9, 1))
    best = macro_f1(classes, (logs + bias).argmax(axis=1), count)
    for _ in range(2):
        for at in range(count):
            for value in _BIASES:
                trial = bias.copy()
                trial[at] = value
                found = macro_f1(classes, (logs + trial).argmax(axis=1), count)
                if found > best + SOLID:
                    best, bias = found, trial
    return tuple(float(value) for value in bias)


def _as_often(probabilities: Doubles, classes: Ints, rest: int, times: float) -> tuple[float, ...]:
    """Biases at which every class but `rest` is chosen so many times as often as it is true.

    Smoother than the best macro-F1: with a few dozen posts in a class, that one jumps by .05 from one step to the next.
    """
    count = probabilities.shape[1]
    wanted = np.bincount(classes, minlength=count) * times
    wanted[rest] = max(len(classes) - np.delete(wanted, rest).sum(), 0)
    logs = np.log(np.clip(probabilities, 1e-9, 1))
    bias = np.zeros(count)
    for step in _STEPS:
        chosen = np.bincount((logs + bias).argmax(axis=1), minlength=count)
        bias += step * np.log((wanted + 1) / (chosen + 1))
        bias -= bias[rest]
    return tuple(float(value) for value in np.round(np.clip(bias, -MOST, MOST), 3))
