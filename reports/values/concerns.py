"""II and V. What people speak of, and what they say of the union."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.values.counts import Change, PlaceCount, Quotation, Tone


@dataclass(frozen=True, slots=True)
class Concern:
    """One topic that people speak of."""

    topic: str
    posts: Change
    voices: int
    tone: Tone
    asks: int
    flagged: int
    pressing: int
    """Negative and flagged: what the intensity goes by."""
    tendency: str
    intensity: str
    places: tuple[PlaceCount, ...]
    headlines: tuple[Quotation, ...]
    quotations: tuple[Quotation, ...]
    of_voices: bool = False
    """The tendency is that of what the public wrote; else of all posts, for too few of them are the public's."""
    unsure: int = 0
    """Posts of which the classifier was unsure about something, and no person has looked."""


@dataclass(frozen=True, slots=True)
class UnionOpinion:
    """`tone` is that of all posts that speak of a union: of the public, the press, and the unions' own pages."""

    posts: Change
    tone: Tone
    topics: tuple[tuple[str, Tone], ...]
    """Of the public and the press."""
    praise: tuple[Quotation, ...]
    criticism: tuple[Quotation, ...]
    public: Tone | None = None
    """None in reports that were made before the three were told apart."""
    press: Tone = field(default_factory=Tone)
    own: Tone = field(default_factory=Tone)
