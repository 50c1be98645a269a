"""What travels through the house: a page, the posts on it, and a post with everything found about it.

None of these types has a place for an author. That is the point of them: what is not here cannot be stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from domain.flag import Flag
from domain.prediction import Prediction

DisplayText = NewType("DisplayText", str)
"""Text as it was written, after redaction. People read this."""
CleanText = NewType("CleanText", str)
"""Redacted text normalised for the models. Nobody reads this."""
Words = NewType("Words", str)
"""Segmented text: words separated by spaces, syllables of one word by underscores."""


class PostKind(StrEnum):
    NEWS = "news"
    RELEASE = "release"
    NOTICE = "notice"
    QUESTION = "question"
    COMMENT = "comment"
    REVIEW = "review"
    ADVERT = "advert"
    GRASSROOTS = "grassroots"
    """What a grassroots union reports: typed in by staff, with topic and place given by them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a web server. Headers have lower-case names."""

    source: str
    url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Remark:
    """What a member of the public wrote on a page: a comment or a question. Never who."""

    text: str
    published_at: datetime | None
    kind: PostKind = PostKind.COMMENT


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page as it may be kept: the blocks that people wrote are cut out of `page` and read into `remarks`."""

    page: Page
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ExtractedPost:
    """A post as extraction found it. Texts are plain text with paragraphs separated by one newline."""

    kind: PostKind
    url: str
    """Canonical address of the page. Comments have that of their article."""
    title: str
    """Empty for a comment."""
    text: str
    """Lead and body."""
    published_at: datetime | None
    """UTC; None when the page does not say. Never the time of the fetch."""
    context: str = ""
    """Title of the article under which a comment stands."""
    section: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A province or city of the 34, or an expression that may mean several."""

    name: str
    """Present name; for an ambiguous expression the expression as written."""
    code: str
    """Official two-digit code; empty when ambiguous."""
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()
    """Codes that an ambiguous expression may mean."""
    old_name: str = ""
    """The name of before 1 July 2025, where the text used one that is no more."""
    start: int = -1
    end: int = -1
    """Span in the text that was read."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`exact`: SHA-256 of the normalised words; `minhash`: 128 unsigned 32-bit integers, little endian (512 bytes)."""

    exact: bytes
    minhash: bytes


@dataclass(frozen=True, slots=True)
class ProcessedPost:
    """A post with everything that the pipeline found about it, ready to be stored."""

    key: bytes
    """SHA-256 that names the post: for an article of its canonical URL, for a remark of URL, time and redacted text."""
    source: str
    kind: PostKind
    url: str
    title: DisplayText
    text: DisplayText
    context: DisplayText
    published_at: datetime | None
    fetched_at: datetime
    section: str
    tags: tuple[str, ...]
    words: Words
    lexemes: tuple[str, ...]
    """Ready for a tsvector, in order of the text: compound words, syllables and their unaccented forms."""
    places: tuple[Place, ...]
    fingerprint: Fingerprint
    prediction: Prediction
    flag: Flag | None
    redactions: Mapping[str, int] = field(default_factory=dict)
    """How many pieces of each kind were removed, e.g. {"phone": 1}. Never what they were."""
