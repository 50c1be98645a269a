"""What a reader returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """An article that an answer names."""

    url: str
    published_at: datetime | None = None
    row: bytes | None = None
    """The article itself, where an API gives it whole."""
    comments_at: str = ""
    """Where the API gives what the public wrote under it, if that is another answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    found: tuple[Found, ...]
    more: tuple[str, ...] = ()
    """Further answers of the same way in: list pages, sitemaps, API pages."""

    @property
    def newest(self) -> datetime | None:
        return max((one.published_at for one in self.found if one.published_at), default=None)
