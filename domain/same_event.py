"""Whether texts tell of one event: by rare words in common, and by what they name or count alike.

That two texts are alike is not enough: what is written about one law every week is alike too, and so are two fires. The
more that the texts name in common, an enterprise, a town, a figure, a day, the less alike they need to be; texts that
name different enterprises never tell of one event. The numbers were chosen on invented events (bench/events.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEVERAL_NAMES, ONE_NAME, DAY, TOWN, TOWN_AND_FIGURE, PROVINCE_AND_FIGURE, FIGURE, NOTHING = (
    *(0.18, 0.23, 0.22),
    *(0.26, 0.20, 0.30),
    *(0.40, 0.45),
)
"""Likeness that is asked for by what is named in common."""
OTHER_NAMES = 0.04
"""More likeness that is asked of texts that each name something, and nothing in common."""
OTHER_FIRM = 0.08
"""More that is asked where one side names an enterprise that the other does not."""
TELLING = 4.0
"""Weight from which figures in common say something: one of three digits, or two of two."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a text. Nothing in it names a person."""

    terms: Mapping[str, float]
    """Words, names and figures with their weights; the squares add up to 1."""
    names: frozenset[str]
    """Neighbouring syllables that are written large."""
    rare: frozenset[str]
    """Those of `names` that hardly another text has."""
    firms: frozenset[str]
    """Of enterprises; `rare` has them too."""
    towns: frozenset[str]
    provinces: frozenset[str]
    figures: Mapping[str, float]
    """What is counted, with the weight of each."""
    days: frozenset[str]
    """Dates of day, month and year that are no usual ones."""


def belongs(text: Told, others: Sequence[Told]) -> float:
    """How well a text fits the texts of an event: from 1 on it belongs to it; 0 where it must not."""
    if not others or any(_two_firms(text, other) for other in others):
        return 0.0
    names: frozenset[str] = frozenset().union(*(other.names for other in others))
    rare: frozenset[str] = frozenset().union(*(other.rare for other in others))
    named = (text.rare & names) | (rare & text.names)
    days = text.days.intersection(*[frozenset().union(*(other.days for other in others))])
    provinces: frozenset[str] = frozenset().union(*(other.provinces for other in others))
    elsewhere = bool(provinces and text.provinces and not provinces & text.provinces)
    if elsewhere and not days and len(named) < 2:
        return 0.0
    needed = _needed(text, others, len(named), at_one_day=bool(days), in_one_province=bool(provinces & text.provinces))
    if not named and text.rare and rare:
        needed += OTHER_NAMES
    firms: frozenset[str] = frozenset().union(*(other.firms for other in others))
    if (text.firms and not text.firms & names) or (firms and not firms & text.names):
        needed += OTHER_FIRM
    return _likeness(text, others) / needed


def _two_firms(one: Told, other: Told) -> bool:
    """Both name enterprises, and neither the other's."""
    return bool(one.firms and other.firms) and not (one.firms & (other.firms | other.names) or other.firms & one.names)


def _needed(text: Told, others: Sequence[Told], named: int, *, at_one_day: bool, in_one_province: bool) -> float:
    counted = {figure for other in others for figure in other.figures} & set(text.figures)
    telling = sum(text.figures[figure] for figure in counted) >= TELLING
    town = any(text.towns & other.towns for other in others)
    conditions = (
        (named > 1, SEVERAL_NAMES),
        (named == 1, ONE_NAME),
        (at_one_day, DAY),
        (town, TOWN),
        (town and telling, TOWN_AND_FIGURE),
        (telling and in_one_province, PROVINCE_AND_FIGURE),
        (telling, FIGURE),
    )
    return min((needed for met, needed in conditions if met), default=NOTHING)


def _likeness(text: Told, others: Sequence[Told]) -> float:
    """The mean of the likeness to the nearest text and to all together, 0 to 1: what grows keeps to its matter."""
    nearest = max(_product(text.terms, other.terms) for other in others)
    if len(others) == 1:
        return nearest
    together: Counter[str] = Counter()
    for other in others:
        for term, weight in other.terms.items():
            together[term] += weight  # type: ignore[assignment]
    size = math.sqrt(sum(weight**2 for weight in together.values())) or 1.0
    return (nearest + _product(text.terms, together) / size) / 2


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[term] for term, weight in one.items() if term in other)
