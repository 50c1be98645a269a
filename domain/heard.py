"""What a way in named when it was last read whole: when it says that nothing has changed, it names the same again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heard:
    source: str
    url: str
    etag: str
    last_modified: str
    """What to send to learn whether it has changed; one of the two may be empty."""
    whole_at: datetime
    form: str
    """Digest of the rules by which it was read: what other rules would find in it, only the whole answer says."""
    named: tuple[tuple[str, datetime | None], ...]
    """Addresses of articles, with their moments where it told them."""
    more: tuple[str, ...]
    """Further answers of the same way in."""
