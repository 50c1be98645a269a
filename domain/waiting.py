"""What was named by a way in and is not settled yet: it is asked for again, also when nothing names it any more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    source: str
    url: str
    way: str = ""
    """First address of the way in to which this answer belongs; empty for an article."""
