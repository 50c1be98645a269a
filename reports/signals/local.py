"""One topic in one province: what happens in one place is lost among the posts of the topic and those of the province.

Such a pair has a post a month. What it usually has is estimated from its own past and, as a prior that counts like one
post, from the shares of its topic and its province (empirical Bayes). Only pairs with some posts are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.signals.series import Counts, History, parts
from reports.signals.tail import tail
from reports.signals.usual import SPANS, Usual
from reports.values import Key

FEWEST = 3
"""Posts, below which one place is no news."""
_PRIOR_POSTS, _SPREAD = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class View:
    """What is known on a day."""

    seen: Usual
    out: NDArray[np.bool_]
    """Days of pairs that were alarms."""
    learned: list[int]
    column: int


@dataclass(frozen=True, slots=True)
class Looked:
    """The pairs that have posts on a day, and of each the span that shows most."""

    places: NDArray[np.intp]
    """Rows of the pairs' history."""
    span: NDArray[np.intp]
    observed: Counts
    expected: Counts
    variance: Counts
    p: Counts


def pairs(found: History) -> int:
    """How many there are, with or without posts: so many tests are made."""
    dimensions = [each.dimension for each in found.keys]
    return dimensions.count("topic") * dimensions.count("province")


def look(found: History, local: History, view: View) -> Looked:
    """Pairs with enough posts in the days up to the one that is looked at."""
    spans = [slice(max(0, view.column - span + 1), view.column + 1) for span in SPANS]
    enough = (local.counts[:, spans[-1]].sum(axis=1) >= FEWEST) & (local.counts[:, view.column] > 0)
    places, factors = np.flatnonzero(enough), view.seen.factors
    mean, exposure = _usual(found, local, view, places)
    observed = np.array([local.counts[places, days].sum(axis=1) for days in spans])
    whole = np.array([[factors[days].sum()] for days in spans])
    squares = np.array([[(factors[days] ** 2).sum()] for days in spans])
    expected = mean * whole
    variance = expected + _SPREAD * mean**2 * squares + mean * whole**2 / exposure
    p = np.where(observed >= FEWEST, tail(observed, expected, variance), 1.0)
    best, each = p.argmin(axis=0) if places.size else places, np.arange(places.size)
    return Looked(places, best, observed[best, each], expected[best, each], variance[best, each], p[best, each])


def _usual(found: History, local: History, view: View, places: NDArray[np.intp]) -> tuple[Counts, Counts]:
    """Posts a day of factor 1, and the days of factor 1 that this rests on, the prior's too."""
    learned, factors = np.array(view.learned, dtype=np.intp), view.seen.factors[view.learned]
    of_series = dict(zip(found.keys, view.seen.mean.tolist(), strict=True))
    whole = max(1e-9, float(found.total[learned].sum()) / float(factors.sum()))
    shares = [_product(of_series, local.keys[place].name) / whole for place in places]
    prior = np.maximum(np.array(shares, dtype=float), 1e-4)
    usable = ~view.out[np.ix_(places, learned)]
    exposure = (usable * factors).sum(axis=1) + _PRIOR_POSTS / prior
    posts = (usable * local.counts[np.ix_(places, learned)]).sum(axis=1) + _PRIOR_POSTS
    return posts / exposure, exposure


def _product(of_series: Mapping[Key, float], name: str) -> float:
    topic, province = parts(name)
    return of_series.get(Key("topic", topic), 0.0) * of_series.get(Key("province", province), 0.0)
