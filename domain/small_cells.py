"""Counts so small that they could point at one workplace: they are said to be few, not how few."""

from __future__ import annotations

from typing import Final

FEWEST: Final = 5
"""Posts; a cell of a place or a source with fewer is withheld. See docs/decisions on small cells."""


def small(count: int) -> bool:
    """Nothing at all points at nobody."""
    return 0 < count < FEWEST


def shown(*parts: int) -> bool:
    """Whether parts of one sum may be told: all of them, or none, for one that is missing could be counted out."""
    return not any(small(part) for part in parts)
