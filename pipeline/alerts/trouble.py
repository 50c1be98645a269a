"""What can go wrong on the way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Undelivered(Exception):  # noqa: N818  what happened
    """A message did not arrive; the sentence is for staff and quotes nothing of it."""

    sentence: str
    final: bool = False
    """Trying again would not help."""
