"""The best that the counts allow: an oracle that knows what no method knows, beside ours in bench/signals.py.

It is given what is really expected of each series on each day, how much counts vary, and that a wave is three times the
usual; every day it weighs "a wave began today", "yesterday" and "the day before" by the likelihood ratio of the two
negative binomials, which no test of the same days beats (Neyman and Pearson). Being told on which day the wave began
would only take the wrong ones of these out. Its threshold is set so that it raises as many false alarms as ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from signals_histories import TIMES, VARIES, Simulated

from reports.signals.detect import A_DAY
from reports.signals.series import Counts
from reports.signals.usual import SPANS

Raised = NDArray[np.bool_]
"""Series by tested days: where an alarm is."""
_HALVINGS = 24


def evidence(simulated: Simulated) -> Counts:
    """Logarithm of the likelihood ratio, of the span that speaks most for a wave; nothing without a post that day."""
    counts, usual = simulated.history.counts, simulated.truth
    more = TIMES * (VARIES + usual) / (VARIES + TIMES * usual)
    fewer = VARIES * np.log((VARIES + usual) / (VARIES + TIMES * usual))
    added = np.cumsum(np.pad(counts * np.log(more) + fewer, ((0, 0), (1, 0))), axis=1)
    ends = np.arange(simulated.begin + 1, counts.shape[1] + 1)
    most = np.max([added[:, ends] - added[:, ends - span] for span in SPANS], axis=0)
    return np.where(counts[:, simulated.begin :] > 0, most, -np.inf)


def raised(found: Counts, threshold: float) -> Raised:
    """What passes, and of a day the clearest only, as many as people are told."""
    clearest = -np.sort(-found, axis=0)[A_DAY - 1]
    return (found >= threshold) & (found >= clearest)


def threshold(quiet: Sequence[Counts], false: float, counted: Callable[[Raised], float]) -> float:
    """At which quiet histories bring so many false alarms a day."""
    low, high = -5.0, 60.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        many = float(np.mean([counted(raised(found, middle)) for found in quiet])) > false
        low, high = (middle, high) if many else (low, middle)
    return high
