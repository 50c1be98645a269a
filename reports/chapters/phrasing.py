"""Small phrases that several chapters share."""

from __future__ import annotations

from collections.abc import Sequence

from reports.numbers import day, number, small_cell
from reports.values import PlaceCount, Quotation


def place_list(places: Sequence[PlaceCount]) -> str:
    """One to four posts of a place are not counted out: see domain.small_cells."""
    cells = ((place.name, small_cell(place.posts)) for place in places)
    return ", ".join(f"{name} ({cell if isinstance(cell, str) else number(cell)})" for name, cell in cells)


def source_of(item: Quotation) -> str:
    """What stands after a quotation, beside its link."""
    return f"{item.source}, ngày {day(item.day)}"
