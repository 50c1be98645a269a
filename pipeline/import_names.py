"""What names an imported post: the rules of crawled ones (docs/decisions/0001 and 0009), kept up over a whole file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Final

from domain.post import ProcessedPost
from pipeline.process import BY_PUBLIC, key_of

_ADDRESS: Final = "import:"


@dataclass(slots=True)
class Seen:
    """What earlier rows of the file were, as numbers: never a text."""

    twins: dict[int, int] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)


def named(post: ProcessedPost, seen: Seen) -> ProcessedPost | None:
    """The post under its own name (docs/decisions/0001); None where another text has its address already.

    Without an address its redacted text is one: the same text again is the same post. What the public writes is told
    apart by text and place among its twins also where it has a title, for reviews of one firm share an address.
    """
    digest = hashlib.sha256(post.text.encode("utf-8", "replace"))
    url = post.url or f"{_ADDRESS}{digest.hexdigest()[:16]}"
    if post.kind in BY_PUBLIC:
        mark = _number(f"{url}\0{post.text}")
        seen.twins[mark] = twin = seen.twins.get(mark, 0) + 1
        return replace(post, url=url, key=key_of(url, str(post.text), str(twin)))
    same = seen.links.setdefault(_number(url), int.from_bytes(digest.digest()[:8]))
    return replace(post, url=url, key=key_of(url)) if same == int.from_bytes(digest.digest()[:8]) else None


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8])
