"""The days of a wave: what came, what was expected, and the most that would have passed as usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.signals.detect import Alarm, Level
from reports.signals.series import History
from reports.values import DayLevel


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a wave's days are drawn from."""

    levels: Sequence[Level]
    found: History
    local: History | None = None
    """Topics in provinces."""


def days_of(group: Sequence[Alarm], drawing: Drawing) -> list[DayLevel]:
    key, found = group[0].key, drawing.found
    if key.dimension == "local" and drawing.local is not None:
        return _days_of_place(group, drawing.levels, drawing.local)
    row = found.keys.index(key)
    return [
        DayLevel(
            level.day,
            int(found.counts[row, found.column(level.day)]),
            round(float(level.expected[row]), 1),
            float(level.bound[row]),
        )
        for level in drawing.levels
    ]


def _days_of_place(group: Sequence[Alarm], levels: Sequence[Level], local: History) -> list[DayLevel]:
    """So few are expected of a topic in a province that one day's expectation does for all."""
    row, clearest = local.keys.index(group[0].key), min(group, key=lambda alarm: alarm.p)
    usual = round(clearest.expected / clearest.span, 2)
    return [
        DayLevel(level.day, int(local.counts[row, local.column(level.day)]), usual, clearest.bound) for level in levels
    ]
