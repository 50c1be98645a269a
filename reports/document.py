"""One document, whatever its format: head, title, blocks, annex. Every format says exactly these words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.letterhead import Letterhead
from reports.outline import Block


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure at the top of the page."""

    label: str
    figure: str
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    letterhead: Letterhead
    kind: str
    """`BÁO CÁO`, `BÁO CÁO NHANH` …"""
    subject: tuple[str, str]
    """Two lines under the kind."""
    made_at: datetime
    body: Sequence[Block]
    annex: Sequence[Block] = ()
    """Begins on a page of its own, after the signature."""
    tiles: Sequence[Tile] = ()
    """Only the HTML page shows them: the text says the same numbers."""
    status: str = ""
    """Said on the HTML page in the place of the words for a draft."""

    @property
    def title(self) -> str:
        return " ".join(part for part in self.subject if part)
