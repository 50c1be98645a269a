"""Small phrases that several chapters share."""

from __future__ import annotations

from collections.abc import Sequence

from reports.numbers import day, number
from reports.values import PlaceCount, Quotation


def place_list(places: Sequence[PlaceCount]) -> str:
    return ", ".join(f"{place.name} ({number(place.posts)})" for place in places)


def source_of(item: Quotation) -> str:
    """What stands after a quotation, beside its link."""
    return f"{item.source}, ngày {day(item.day)}"
